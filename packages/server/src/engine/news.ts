import type { Database } from "../store/database.ts";
import { AGENT_NEWS } from "../store/statements/notify.ts";
import { readLastSeqs } from "../store/statements/read-last-seqs.ts";
import type { Log } from "./dependencies.ts";
import type { Engine } from "./engine.ts";

interface Listening {
  readonly tenant: string;
  readonly agentId: string;
  readonly listeners: Set<() => void>;
  lastSeq: number | null;
}

export interface News {
  readonly onNews: Engine["onNews"];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** NOTIFY says at once that an agent has signals; a slow poll of the counters finds what a lost NOTIFY would have said. */
export function createNews(database: Database, slowPollMs: number, log: Log): News {
  const heard = new Map<string, Listening>();
  let unlisten: (() => Promise<void>) | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let polling: Promise<void> = Promise.resolve();

  const tell = ({ listeners }: Listening): void => listeners.forEach((listener) => listener());

  const onPayload = (payload: string): void => {
    // An empty payload: the listening connection was lost and is back.
    if (payload === "") return heard.forEach(tell);
    const listening = heard.get(payload);
    if (listening !== undefined) tell(listening);
  };

  const poll = async (): Promise<void> => {
    if (heard.size === 0) return;
    for (const row of await readLastSeqs(database, [...heard.values()])) {
      const listening = heard.get(keyOf(row.tenant_id, row.agent_id));
      if (listening === undefined || listening.lastSeq === row.last_seq) continue;
      const known = listening.lastSeq !== null;
      listening.lastSeq = row.last_seq;
      if (known) tell(listening);
    }
  };

  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      polling = poll()
        .catch((error: unknown) => log("warn", "news.poll-failed", { reason: (error as Error).message }))
        .finally(schedule);
    }, slowPollMs);
  };

  return {
    onNews(tenant, agentId, listener) {
      const key = keyOf(tenant, agentId);
      const listening = heard.get(key) ?? { tenant, agentId, listeners: new Set(), lastSeq: null };
      listening.listeners.add(listener);
      heard.set(key, listening);
      return () => {
        listening.listeners.delete(listener);
        if (listening.listeners.size === 0 && heard.get(key) === listening) heard.delete(key);
      };
    },
    async start() {
      stopped = false;
      unlisten = await database.listen(AGENT_NEWS, onPayload);
      schedule();
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await polling;
      await unlisten?.();
    },
  };
}

const keyOf = (tenant: string, agentId: string): string => `${tenant}|${agentId}`;
