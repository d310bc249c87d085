import type { Call, Fact, VoiceCallWrite } from "@partner-telephony/calls";
import { isVoiceApiError } from "@partner-telephony/salesforce-voice";
import { stateFact } from "../engine/fact.ts";
import { settled } from "../outbox/lane.ts";
import type { Verdict } from "../outbox/lane.ts";
import type { ClaimedRow } from "../store/statements/claim-outbox.ts";
import { deleteOutbox } from "../store/statements/delete-outbox.ts";
import { insertReconcileEntries } from "../store/statements/insert-reconcile-entries.ts";
import { readCall } from "../store/statements/read-call.ts";
import { createBody } from "./bodies.ts";
import { optionsOf, paced } from "./work.ts";
import type { Work } from "./work.ts";

type Row = ClaimedRow<Extract<VoiceCallWrite, { type: "createVoiceCall" }>>;

/**
 * POST within the deadline, with the client's three retries, or never: the call rings without a voiceCallId then, and its
 * later PATCH by vendorCallKey carries the whole record (guide, chapter 5).
 */
export async function createVoiceCall(work: Work, row: Row): Promise<Verdict> {
  const { deps, api } = work;
  const { legId, deadlineAt } = row.item;
  const call = await readCall(deps.database, row.tenant, row.callId);
  if (call === null || !isAwaited(call, legId)) return forget(work, row);
  if (deps.now() >= deadlineAt) return giveUp(work, row, "salesforce.deadline-passed");
  const next = await paced(work, deps.bounds.createsPerSecond);
  if (next !== null) {
    if (next >= deadlineAt) return giveUp(work, row, "salesforce.paced");
    return { is: "again", code: "salesforce.paced", notBefore: next };
  }
  const body = await createBody(deps.database, row.tenant, call, legId);
  try {
    const { voiceCallId, errors } = await api.createVoiceCall(body, optionsOf(work, row, deadlineAt - deps.now()));
    if (errors !== null) deps.log("warn", "salesforce.created-with-errors", { callId: row.callId, detail: errors });
    const fact = { type: "voiceCallCreated", callId: row.callId, at: deps.now(), legId, voiceCallId } as const;
    return await conclude(work, row, fact, errors);
  } catch (error) {
    if (!isVoiceApiError(error)) throw error;
    const { code, status, attempts, causeCode: cause } = error;
    deps.log("warn", code, { type: row.type, callId: row.callId, status, attempts, cause });
    return work.signal.aborted ? { is: "again", code } : giveUp(work, row, code);
  }
}

const isAwaited = (call: Call, legId: string): boolean => call.legs[legId]?.voiceCall.status === "creating";

function giveUp(work: Work, row: Row, code: string): Promise<Verdict> {
  const { deps } = work;
  deps.log("warn", "salesforce.voice-call-not-created", { callId: row.callId, code });
  const { legId } = row.item;
  return conclude(work, row, { type: "voiceCallNotCreated", callId: row.callId, at: deps.now(), legId, code }, null);
}

/** The row goes with its fact. A record that came after its deadline is still told: it links the call after all. */
async function conclude({ deps }: Work, row: Row, fact: Fact, errors: string | null): Promise<Verdict> {
  const { tenant, callId, outboxId, traceparent } = row;
  await stateFact(deps, {
    tenant,
    fact,
    traceparent,
    stillHolds: async (tx, { call }) => {
      if (!(await deleteOutbox(tx, tenant, outboxId))) return false;
      if (errors !== null) {
        const code = "salesforce.created-with-errors";
        await insertReconcileEntries(tx, tenant, [{ callId, agentId: null, code, detail: { errors }, at: deps.now() }]);
      }
      return fact.type === "voiceCallCreated" || (call !== null && isAwaited(call, row.item.legId));
    },
  });
  return settled;
}

async function forget({ deps }: Work, { tenant, outboxId }: Row): Promise<Verdict> {
  await deleteOutbox(deps.database, tenant, outboxId);
  return settled;
}
