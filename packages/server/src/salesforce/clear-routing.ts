import type { VoiceCallWrite } from "@partner-telephony/calls";
import { isVoiceApiError } from "@partner-telephony/salesforce-voice";
import type { Verdict } from "../outbox/lane.ts";
import type { ClaimedRow } from "../store/statements/claim-outbox.ts";
import { readCall } from "../store/statements/read-call.ts";
import { voiceCallKeyOf } from "./bodies.ts";
import { delivered, optionsOf, verdictOn } from "./work.ts";
import type { Work } from "./work.ts";

/** For a call that ended before an agent had it (telephony-integration-api.md, 5.6). A call unknown there has no routing to clear. */
export async function clearRouting(work: Work, row: ClaimedRow<VoiceCallWrite>): Promise<Verdict> {
  const { deps, api } = work;
  const call = await readCall(deps.database, row.tenant, row.callId);
  if (call === null) return { is: "parked", code: "call.unknown" };
  try {
    await api.clearRouting(voiceCallKeyOf(call, row.item.legId), optionsOf(work, row, deps.bounds.salesforceAttemptMs));
    return await delivered(work, row);
  } catch (error) {
    if (isVoiceApiError(error) && error.code === "salesforce.not-found") return delivered(work, row);
    return verdictOn(work, row, error);
  }
}
