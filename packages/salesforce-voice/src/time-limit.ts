/** Why a piece of work was stopped; the reason its abort signal carries. */
export class Stopped {
  readonly by: "time-limit" | "caller";
  constructor(by: "time-limit" | "caller") {
    this.by = by;
  }
}

/**
 * Runs `work` until it settles, `ms` have passed or the caller aborts; in the last two cases rejects with `Stopped` at once,
 * even when `work` takes no notice of its signal (a key store that hangs).
 */
export async function withTimeLimit<T>(
  ms: number,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (caller?.aborted === true) throw new Stopped("caller");
  const stop = new AbortController();
  const settled = new AbortController();
  const onCallerAbort = (): void => stop.abort(new Stopped("caller"));
  caller?.addEventListener("abort", onCallerAbort, { once: true });
  const stopped = new Promise<never>((_resolve, reject) => {
    stop.signal.addEventListener("abort", () => reject(stop.signal.reason), { once: true });
  });
  sleep(ms, settled.signal).then(
    () => stop.abort(new Stopped("time-limit")),
    // The wait ends by rejection when the work has settled. A wait that broke would leave the work without limit.
    () => settled.signal.aborted || stop.abort(new Stopped("time-limit")),
  );
  const running = work(stop.signal);
  running.catch(() => undefined); // Its failure is reported through the race; after a stop nobody waits for it any more.
  try {
    return await Promise.race([running, stopped]);
  } finally {
    settled.abort(null); // A reason of its own saves the stack trace of an AbortError that nobody reads.
    caller?.removeEventListener("abort", onCallerAbort);
  }
}

/** The default wait. Lean on purpose: every request starts one and nearly all are called off (see the benchmark). */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const timer = setTimeout(resolve, ms);
    const calledOff = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", calledOff, { once: true });
  });
}
