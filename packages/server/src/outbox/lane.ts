import type { OutgoingRequest, VoiceCallWrite } from "@partner-telephony/calls";
import type { Dependencies } from "../engine/dependencies.ts";
import { claimOutbox } from "../store/statements/claim-outbox.ts";
import type { ClaimedRow } from "../store/statements/claim-outbox.ts";
import { insertReconcileEntries } from "../store/statements/insert-reconcile-entries.ts";
import { nextOutboxDue } from "../store/statements/next-due.ts";
import { parkOutbox } from "../store/statements/park-outbox.ts";
import { postponeOutbox } from "../store/statements/postpone-outbox.ts";

/** What has become of one attempt. */
export type Verdict =
  /** The row is gone, together with whatever followed from it. */
  | { readonly is: "settled" }
  | { readonly is: "again"; readonly code: string; readonly notBefore?: number }
  | { readonly is: "parked"; readonly code: string };

export const settled: Verdict = { is: "settled" };

export interface LaneOptions<Item extends OutgoingRequest | VoiceCallWrite> {
  readonly lane: "telephony" | "salesforce";
  /** How long an attempt may take at most: the claim ends then, and another process may take the row. */
  readonly claimMs: number;
  readonly deliver: (row: ClaimedRow<Item>, signal: AbortSignal) => Promise<Verdict>;
}

export interface Lane {
  round(wake: () => void): Promise<number | null>;
  /** Aborts what is under way and waits for it; the rows stay and are taken up after the restart. */
  stop(): Promise<void>;
}

/** Calls that are served at once; the rows of one call always one after the other. */
const IN_FLIGHT = 64;
/** An attempt that throws what nobody expects is a fault of ours: after so many the row is parked. */
const UNEXPECTED_TRIES = 8;

export function createLane<Item extends OutgoingRequest | VoiceCallWrite>(
  deps: Dependencies,
  { lane, claimMs, deliver }: LaneOptions<Item>,
): Lane {
  const inFlight = new Set<Promise<void>>();
  const stopping = new AbortController();

  const attempt = async (row: ClaimedRow<Item>): Promise<void> => {
    const verdict = await deliver(row, stopping.signal).catch((error: unknown) => unexpected(deps, row, error));
    await carryOut(deps, lane, row, verdict);
  };

  return {
    async round(wake) {
      const now = deps.now();
      const free = IN_FLIGHT - inFlight.size;
      // The next one that ends wakes us; until then what is due stays due, and looking would only spin.
      if (free === 0) return null;
      // Read anew each time: a courier may have come or gone.
      const reach = (): readonly string[] | null => (lane === "salesforce" ? deps.reach() : null);
      const rows = await claimOutbox<Item>(deps.database, lane, now, now + claimMs, free, reach());
      for (const row of rows) {
        const work: Promise<void> = attempt(row)
          .catch((error: unknown) => {
            // The store itself failed: the claim runs out and the row is taken again.
            deps.log("error", "outbox.not-settled", { lane, type: row.type, reason: (error as Error).message });
          })
          .finally(() => {
            inFlight.delete(work);
            wake();
          });
        inFlight.add(work);
      }
      return nextOutboxDue(deps.database, lane, reach());
    },
    async stop() {
      stopping.abort();
      await Promise.all(inFlight);
    },
  };
}

function unexpected<Item>(deps: Dependencies, row: ClaimedRow<Item>, error: unknown): Verdict {
  deps.log("error", "outbox.unexpected", { type: row.type, callId: row.callId, reason: (error as Error).message });
  const code = "outbox.unexpected";
  return row.attempt >= UNEXPECTED_TRIES ? { is: "parked", code } : { is: "again", code };
}

async function carryOut<Item>(
  deps: Dependencies,
  lane: "telephony" | "salesforce",
  { tenant, outboxId, callId, type, attempt }: ClaimedRow<Item>,
  verdict: Verdict,
): Promise<void> {
  const { database, bounds } = deps;
  const now = deps.now();
  if (verdict.is === "settled") return;
  if (verdict.is === "again") {
    const wait = backOff(bounds.backOffMs, attempt);
    await postponeOutbox(database, tenant, outboxId, Math.max(now + wait, verdict.notBefore ?? 0), verdict.code);
    return;
  }
  const { code } = verdict;
  deps.log("error", "outbox.parked", { lane, type, callId, code });
  await database.transaction(async (tx) => {
    await parkOutbox(tx, tenant, outboxId, now, code);
    const detail = { lane, type, code, outboxId };
    await insertReconcileEntries(tx, tenant, [{ callId, agentId: null, code: "outbox.parked", detail, at: now }]);
  });
}

/** Doubles from attempt to attempt. */
export function backOff(
  { first, highest }: { readonly first: number; readonly highest: number },
  attempt: number,
): number {
  return Math.min(highest, first * 2 ** Math.min(attempt - 1, 30));
}
