import type { VoiceCallWrite } from "@partner-telephony/calls";
import type { Dependencies } from "../engine/dependencies.ts";
import { createLane } from "../outbox/lane.ts";
import type { Lane } from "../outbox/lane.ts";
import type { ClaimedRow } from "../store/statements/claim-outbox.ts";
import { clearRouting } from "./clear-routing.ts";
import { createVoiceCall } from "./create-voice-call.ts";
import { updateVoiceCall } from "./update-voice-call.ts";
import type { VoiceApis } from "./voice-apis.ts";

/** What we owe to Salesforce, per call in order. What is promised: docs/what-is-stored.md. */
export function createSalesforceLane(deps: Dependencies, voiceApis: VoiceApis): Lane {
  const { bounds, policy } = deps;
  return createLane<VoiceCallWrite>(deps, {
    lane: "salesforce",
    claimMs: Math.max(bounds.salesforceAttemptMs, policy.createVoiceCallMs) + 1_000,
    deliver: async (row, signal) => {
      const { api, center } = await voiceApis.of(row.tenant);
      const work = { deps, api, center, signal };
      const { item } = row;
      if (item.type === "createVoiceCall") return createVoiceCall(work, row as ClaimedRow<typeof item>);
      return item.type === "updateVoiceCall" ? updateVoiceCall(work, row) : clearRouting(work, row);
    },
  });
}
