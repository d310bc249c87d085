import type { VoiceCallWrite } from "@partner-telephony/calls";
import type { Verdict } from "../outbox/lane.ts";
import type { ClaimedRow } from "../store/statements/claim-outbox.ts";
import { readCall } from "../store/statements/read-call.ts";
import { updateBody, voiceCallKeyOf } from "./bodies.ts";
import { delivered, optionsOf, paced, verdictOn } from "./work.ts";
import type { Work } from "./work.ts";

/** One final PATCH for each VoiceCall. It may have to make the record, so it counts against the org's pace too. */
export async function updateVoiceCall(work: Work, row: ClaimedRow<VoiceCallWrite>): Promise<Verdict> {
  const { deps, api } = work;
  const call = await readCall(deps.database, row.tenant, row.callId);
  if (call === null) return { is: "parked", code: "call.unknown" };
  const next = await paced(work, deps.bounds.updatesPerSecond);
  if (next !== null) return { is: "again", code: "salesforce.paced", notBefore: next };
  const body = await updateBody(deps.database, row.tenant, call, row.item.legId, deps.recordingLocation);
  try {
    const options = optionsOf(work, row, deps.bounds.salesforceAttemptMs);
    await api.updateVoiceCall(voiceCallKeyOf(call, row.item.legId), body, options);
    return await delivered(work, row);
  } catch (error) {
    return verdictOn(work, row, error);
  }
}
