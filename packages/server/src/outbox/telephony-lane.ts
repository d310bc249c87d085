import type { OutgoingRequest } from "@partner-telephony/calls";
import type { Dependencies } from "../engine/dependencies.ts";
import { stateFact } from "../engine/fact.ts";
import type { ClaimedRow } from "../store/statements/claim-outbox.ts";
import { deleteOutbox } from "../store/statements/delete-outbox.ts";
import { deleteDigits } from "../store/statements/digits.ts";
import type { TelephonySystem } from "../telephony/telephony-system.ts";
import { TelephonyUnavailable } from "../telephony/telephony-system.ts";
import { createLane, settled } from "./lane.ts";
import type { Lane, Verdict } from "./lane.ts";
import { telephonyBody } from "./telephony-body.ts";

type Row = ClaimedRow<OutgoingRequest>;

/** Brings each request to the telephony system at least once, always with its own id, until its deadline. */
export function createTelephonyLane(deps: Dependencies, telephony: TelephonySystem): Lane {
  const { telephonyAttemptMs } = deps.bounds;
  return createLane<OutgoingRequest>(deps, {
    lane: "telephony",
    claimMs: telephonyAttemptMs + 500,
    deliver: (row, stopping) => {
      const signal = AbortSignal.any([stopping, AbortSignal.timeout(telephonyAttemptMs)]);
      return deliver(deps, telephony, row, signal);
    },
  });
}

async function deliver(
  deps: Dependencies,
  telephony: TelephonySystem,
  row: Row,
  signal: AbortSignal,
): Promise<Verdict> {
  const { tenant, item, traceparent, callId } = row;
  // The deadline's own row tells the model; here it only means that nobody wants the request any more.
  if (deps.now() >= item.deadlineAt) {
    deps.log("warn", "telephony.request-undelivered", { type: row.type, callId });
    return forget(deps, row);
  }
  const body = await telephonyBody(deps.database, tenant, item);
  if ("missing" in body) return refuse(deps, row, body.missing);
  try {
    const answer = await Promise.race([telephony.request(body, { traceparent, signal }), whenAborted(signal)]);
    return answer.accepted ? await forget(deps, row) : await refuse(deps, row, answer.code);
  } catch (error) {
    if (!(error instanceof TelephonyUnavailable)) throw error;
    deps.log("warn", error.code, { type: row.type, callId, status: error.status, attempt: row.attempt });
    return { is: "again", code: error.code, notBefore: deps.now() + (error.retryAfterMs ?? 0) };
  }
}

/** A provider's adapter may not heed the signal: its attempt is over all the same, and its late answer counts for nothing. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const over = (): void =>
      reject(new TelephonyUnavailable("telephony.timeout", "The telephony system did not answer in time."));
    if (signal.aborted) over();
    else signal.addEventListener("abort", over, { once: true });
  });
}

async function forget(deps: Dependencies, { tenant, outboxId, item }: Row): Promise<Verdict> {
  await deps.database.transaction(async (tx) => {
    await deleteOutbox(tx, tenant, outboxId);
    if (item.request.type === "sendDigits") await deleteDigits(tx, tenant, item.request.digitsId);
  });
  return settled;
}

async function refuse(
  deps: Dependencies,
  { tenant, outboxId, item, callId, traceparent }: Row,
  code: string,
): Promise<Verdict> {
  await stateFact(deps, {
    tenant,
    traceparent,
    fact: { type: "requestRefused", callId, at: deps.now(), requestId: item.requestId, code },
    stillHolds: async (tx) => {
      if (item.request.type === "sendDigits") await deleteDigits(tx, tenant, item.request.digitsId);
      return deleteOutbox(tx, tenant, outboxId);
    },
  });
  return settled;
}
