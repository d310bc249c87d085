import type { Draft } from "../draft.ts";
import type { RequestId } from "../ids.ts";
import type { TelephonyRequest } from "../request.ts";
import { endLeg, hangUp } from "./legs.ts";
import { settleAfter } from "./settle.ts";

/**
 * What fails with a request that was refused, or that nobody answered in time.
 * leg: the leg it was to bring ends as failed. lostLeg: the same, when unanswered only. nothing: all stays as it is.
 */
const failsWith: Readonly<Record<TelephonyRequest["type"], "leg" | "lostLeg" | "nothing">> = {
  ringAgent: "leg",
  dial: "leg",
  addParticipant: "leg",
  blindTransfer: "leg",
  supervise: "leg",
  answer: "lostLeg",
  hangUp: "nothing",
  hold: "nothing",
  resume: "nothing",
  mute: "nothing",
  unmute: "nothing",
  startRecording: "nothing",
  pauseRecording: "nothing",
  resumeRecording: "nothing",
  sendDigits: "nothing",
  swap: "nothing",
  merge: "nothing",
  bargeIn: "nothing",
};

export function refuseRequest(draft: Draft, requestId: RequestId, code: string): string | null {
  const pending = draft.live.pending[requestId];
  if (pending === undefined) return "request.unknown";
  draft.emit({ type: "requestRefused", requestId, code });
  draft.cancel(`request:${requestId}`);
  if (failsWith[pending.request.type] === "leg") failLeg(draft, pending.request, false);
  return null;
}

/** A deadline that comes after the answer is no news. */
export function expireRequest(draft: Draft, requestId: RequestId): null {
  const pending = draft.live.pending[requestId];
  if (pending === undefined) return null;
  draft.emit({ type: "requestExpired", requestId });
  draft.cancel(`request:${requestId}`);
  draft.report("request.expired", { callId: draft.live.callId, requestId, requestType: pending.request.type });
  if (failsWith[pending.request.type] !== "nothing") failLeg(draft, pending.request, true);
  return null;
}

/** `unsure`: the leg may exist over there after all, so its end is asked for. */
function failLeg(draft: Draft, request: TelephonyRequest, unsure: boolean): void {
  const leg = "legId" in request ? draft.live.legs[request.legId] : undefined;
  if (leg === undefined || leg.state !== "ringing") return;
  endLeg(draft, leg.legId, "failed");
  if (unsure) hangUp(draft, leg.legId);
  settleAfter(draft, leg);
}

/** Digits have gone out. */
export function answerSent(draft: Draft, requestId: RequestId): string | null {
  const pending = draft.live.pending[requestId];
  if (pending?.request.type !== "sendDigits") return "request.unknown";
  draft.emit({ type: "digitsSent", legId: pending.request.legId });
  answer(draft, requestId);
  return null;
}

export function answer(draft: Draft, requestId: RequestId): void {
  draft.emit({ type: "requestAnswered", requestId });
  draft.cancel(`request:${requestId}`);
}
