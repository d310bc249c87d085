import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { AddressInfo } from "node:net";
import { createExchange } from "./exchange.ts";
import type { SwitchHealth } from "./health.ts";
import { switchApp } from "./http/app.ts";
import type { Entry } from "./journal/entries.ts";
import { openJournal } from "./journal/journal.ts";
import { lockDataDir } from "./journal/lock.ts";
import { readJournal, rewriteJournal, withoutFinished } from "./journal/read.ts";
import { isLoopback, type SwitchSettings } from "./settings.ts";
import { isRepairable, startDelivery, type Delivery, type DeliveryPorts, type Parked } from "./webhook/delivery.ts";
import { factPoster, type Attempt } from "./webhook/post-fact.ts";

/** Ended calls, and the keys of their requests, are forgotten at the first start after a day. */
const KEEP_ENDED_MS = 24 * 60 * 60 * 1000;
const PARKED_SHOWN = 50;

export interface SwitchPorts {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wait: DeliveryPorts["wait"];
  /** One line for whoever runs it; nothing personal. */
  readonly log: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
  /** The journal cannot be written: the process must end. */
  readonly onFailure: (error: unknown) => void;
}

export interface PracticeSwitch {
  readonly url: string;
  readonly health: () => SwitchHealth;
  /** Answers what is under way, stops sending, closes the journal. What is unsent stays in it. */
  readonly stop: () => Promise<void>;
}

export const realPorts: Pick<SwitchPorts, "now" | "wait"> = {
  now: Date.now,
  wait: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};

/** Starts the practice switch. Throws `DataDirInUse`, `JournalDamaged`, or what `listen` throws. */
export async function startSwitch(settings: SwitchSettings, ports: SwitchPorts): Promise<PracticeSwitch> {
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockDataDir(settings.dataDir);
  try {
    return await startLocked(settings, ports, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startLocked(settings: SwitchSettings, ports: SwitchPorts, unlock: () => Promise<void>) {
  const path = join(settings.dataDir, "journal.jsonl");
  const entries = withoutFinished(await readJournal(path), ports.now(), KEEP_ENDED_MS);
  await rewriteJournal(path, entries);
  const journal = await openJournal(path, ports.onFailure);
  const poster = factPoster(settings.serverUrl, settings.webhookSecret, ports.now);
  const { delivery, health } = deliveryWithHealth(ports, poster.post, (entry) => journal.append(entry));
  const exchange = createExchange(entries, { journal, delivery, now: ports.now, newId: randomUUID });
  const app = switchApp({
    exchange,
    health,
    telephonyCredential: settings.telephonyCredential,
    operatorCredential: settings.operatorCredential,
    practice: isLoopback(settings.host),
    unsupported: settings.unsupported ?? new Set(),
    logError: (error) => ports.log("unexpected error", { error: String(error) }),
  });
  const release = async (): Promise<void> => {
    await app.close();
    await delivery.stop();
    await poster.close();
    await journal.close();
  };
  try {
    await app.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    await release();
    throw error;
  }
  for (const { facts, traceparent } of owed(entries)) delivery.send(facts, traceparent);
  const { port } = app.server.address() as AddressInfo;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return { url: `http://${host}:${port}`, health, stop: () => release().finally(unlock) };
}

/** Facts that the server may not have, in their order, each with its call's trace. Parked ones get another chance. */
function owed(entries: readonly Entry[]) {
  const delivered = new Set(entries.flatMap((entry) => (entry.type === "delivered" ? [entry.factId] : [])));
  const traces = new Map<string, string>();
  return entries.flatMap((entry) => {
    if (entry.type !== "changed") return [];
    const { callId, opening, facts } = entry.change;
    if (opening && !traces.has(callId)) traces.set(callId, opening.traceparent);
    const unsent = facts.filter((fact) => !delivered.has(fact.factId));
    return unsent.length > 0 ? [{ facts: unsent, traceparent: traces.get(callId)! }] : [];
  });
}

const turnedAwayBy = ({ status, code }: Attempt) => ({ status: status ?? 0, code });

function deliveryWithHealth(
  ports: SwitchPorts,
  post: DeliveryPorts["post"],
  append: (entry: Entry) => Promise<void>,
): { delivery: Delivery; health: () => SwitchHealth } {
  let parked: Parked[] = [];
  let parkedCount = 0;
  let serverReachable = true;
  let turnedAway: SwitchHealth["facts"]["turnedAway"] = null;
  const delivery = startDelivery({
    post,
    wait: ports.wait,
    random: Math.random,
    onFailure: ports.onFailure,
    async onDelivered(factId) {
      serverReachable = true;
      turnedAway = null;
      await append({ v: 1, type: "delivered", factId });
    },
    async onParked(fact) {
      serverReachable = true;
      parked = [...parked, fact].slice(-PARKED_SHOWN);
      parkedCount += 1;
      ports.log("the server refused a fact for good; it is parked until the next start", { ...fact });
      await append({ v: 1, type: "parked", factId: fact.factId, status: fact.status, code: fact.code });
    },
    onRetry(fact, attempt, tries) {
      if (isRepairable(attempt)) turnedAway = { ...turnedAwayBy(attempt), since: turnedAway?.since ?? ports.now() };
      // One line when the trouble begins, not one for every try.
      if (serverReachable) {
        ports.log("the server did not take a fact; trying again until it does", {
          factId: fact.factId,
          tries,
          ...attempt,
        });
      }
      serverReachable = false;
    },
  });
  const health = (): SwitchHealth => ({
    status: "ok",
    facts: { waiting: delivery.waiting(), serverReachable, turnedAway, parked, parkedCount },
  });
  return { delivery, health };
}
