import { isVoiceApiError } from "@partner-telephony/salesforce-voice";
import type { RequestOptions, VoiceApi, VoiceApiErrorCode } from "@partner-telephony/salesforce-voice";
import type { Dependencies, VoiceTenant } from "../engine/dependencies.ts";
import { settled } from "../outbox/lane.ts";
import type { Verdict } from "../outbox/lane.ts";
import type { ClaimedRow } from "../store/statements/claim-outbox.ts";
import { deleteOutbox } from "../store/statements/delete-outbox.ts";
import { takePace } from "../store/statements/take-pace.ts";

export interface Work {
  readonly deps: Dependencies;
  readonly api: VoiceApi;
  readonly center: VoiceTenant;
  /** Aborts when the server stops: the row stays and is taken up after the restart. */
  readonly signal: AbortSignal;
}

type Row = Pick<
  ClaimedRow<unknown>,
  "tenant" | "outboxId" | "callId" | "type" | "traceparent" | "createdAt" | "attempt"
>;

/** Not retryable in themselves, but an admin or our own stop ends them: the same row succeeds later. */
const passing: ReadonlySet<VoiceApiErrorCode> = new Set(["salesforce.unauthorized", "salesforce.aborted"]);

export function optionsOf({ signal }: Work, { traceparent }: Row, deadlineMs: number): RequestOptions {
  return { signal, deadlineMs, ...(traceparent === null ? {} : { traceparent }) };
}

export async function delivered({ deps }: Work, { tenant, outboxId }: Row): Promise<Verdict> {
  await deleteOutbox(deps.database, tenant, outboxId);
  return settled;
}

/** What becomes of an update or clear routing that failed: again as long as it can help, then parked for a person to see. */
export function verdictOn({ deps }: Work, row: Row, error: unknown): Verdict {
  if (!isVoiceApiError(error)) throw error;
  const { code, status, retryAfterMs, causeCode: cause } = error;
  deps.log("warn", code, { type: row.type, callId: row.callId, status, attempt: row.attempt, cause });
  const old = deps.now() - row.createdAt >= deps.bounds.parkAfterMs;
  if (old || !(error.retryable || passing.has(code))) return { is: "parked", code };
  return { is: "again", code, notBefore: deps.now() + (retryAfterMs ?? 0) };
}

/** Null when the request may go now; else when the next second of the org begins. */
export async function paced({ deps, center }: Work, perSecond: number): Promise<number | null> {
  const second = Math.floor(deps.now() / 1000);
  return (await takePace(deps.database, center.orgId, second, perSecond)) ? null : (second + 1) * 1000;
}
