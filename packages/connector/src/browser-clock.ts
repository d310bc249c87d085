import type { Clock } from "./core/clock.ts";

/** The part of a Worker that is used. */
export interface TimerWorker {
  postMessage(message: { id: number; ms: number | null }): void;
  onmessage: ((event: MessageEvent<number>) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

/** Clock whose timers run in a worker (timer-worker.ts), or in the page when the worker cannot be loaded. */
export function browserClock(worker: TimerWorker, onFallback: () => void): Clock {
  const waiting = new Map<number, { readonly dueAt: number; readonly run: () => void }>();
  let lastId = 0;
  let inPage = false;

  const fire = (id: number): void => {
    const timer = waiting.get(id);
    waiting.delete(id);
    timer?.run();
  };
  worker.onmessage = ({ data }) => fire(data);
  worker.onerror = () => {
    if (inPage) return;
    inPage = true;
    onFallback();
    for (const [id, { dueAt }] of waiting) setTimeout(() => fire(id), Math.max(0, dueAt - Date.now()));
  };

  return {
    now: () => Date.now(),
    turn: () => new Promise((go) => setTimeout(go, 0)),
    after(ms, run) {
      const id = ++lastId;
      waiting.set(id, { dueAt: Date.now() + ms, run });
      if (inPage) setTimeout(() => fire(id), ms);
      else worker.postMessage({ id, ms });
      return () => {
        if (waiting.delete(id) && !inPage) worker.postMessage({ id, ms: null });
      };
    },
  };
}
