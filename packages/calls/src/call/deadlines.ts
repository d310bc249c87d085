import type { Draft } from "../draft.ts";
import type { LegId, RequestId } from "../ids.ts";
import type { Deadline } from "../request.ts";
import { agentOfLeg, endLeg, hangUp, wrapUp } from "./legs.ts";
import { isCallbackToDial } from "./offerable.ts";
import { expireRequest } from "./request-facts.ts";
import { settleAfter } from "./settle.ts";

/** A deadline is due. One that no longer matters (it was met in the same moment) changes nothing and is no anomaly. */
export function passDeadline(draft: Draft, deadline: Exclude<Deadline, { type: "lease" }>, requestId: RequestId): null {
  switch (deadline.type) {
    case "offer":
      missOffer(draft, deadline.legId, requestId);
      break;
    case "request":
      expireRequest(draft, deadline.requestId);
      break;
    case "createVoiceCall":
      if (draft.live.legs[deadline.legId]?.voiceCall.status === "creating") {
        draft.emit({ type: "voiceCallNotCreated", legId: deadline.legId, code: "deadline" });
      }
      break;
    case "afterConversationWork":
      if (draft.live.agents[deadline.agentId]?.state === "afterConversationWork") {
        wrapUp(draft, deadline.agentId, "timeout");
      }
  }
  return null;
}

function missOffer(draft: Draft, legId: LegId, requestId: RequestId): void {
  const { callId, legs, pending } = draft.live;
  const leg = legs[legId];
  if (leg === undefined || agentOfLeg(draft.live, legId)?.state !== "offered") return;
  const answering = Object.values(pending).find(({ request }) => request.type === "answer" && request.legId === legId);
  if (answering !== undefined) {
    // The agent has accepted in time; the telephony system has until that request's deadline.
    draft.due({ key: `offer:${legId}`, type: "offer", callId, legId, dueAt: answering.deadlineAt });
    return;
  }
  endLeg(draft, legId, "missed");
  if (!isCallbackToDial(draft.live)) hangUp(draft, legId, requestId);
  settleAfter(draft, leg);
}
