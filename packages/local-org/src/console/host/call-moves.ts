export type CallPhase = "ringing" | "dialing" | "connected" | "afterConversationWork";

/** `none`: the console does not show this call. `over`: it stops showing it. */
type From = CallPhase | "none";
export type To = CallPhase | "none" | "over";

export type CallMove =
  | "offered" // CALL_STARTED, QUEUED_CALL_STARTED
  | "dialed" // CALL_STARTED of a call that the agent makes
  | "connected"
  | "hungUp"
  | "afterConversationWorkStarted"
  | "wrapUpEnded";

/**
 * Where an event takes a call. Events repeat (replay, reload), come late and come out of order: what does not fit
 * leaves the call as it is. After conversation work only after a conversation.
 */
export const callMoves: Readonly<Record<CallMove, Readonly<Record<From, To>>>> = {
  offered: {
    none: "ringing",
    ringing: "ringing",
    dialing: "dialing",
    connected: "connected",
    afterConversationWork: "afterConversationWork",
  },
  dialed: {
    none: "dialing",
    ringing: "dialing",
    dialing: "dialing",
    connected: "connected",
    afterConversationWork: "afterConversationWork",
  },
  connected: {
    none: "connected",
    ringing: "connected",
    dialing: "connected",
    connected: "connected",
    afterConversationWork: "afterConversationWork",
  },
  hungUp: {
    none: "none",
    ringing: "over",
    dialing: "over",
    connected: "afterConversationWork",
    afterConversationWork: "afterConversationWork",
  },
  afterConversationWorkStarted: {
    none: "none",
    ringing: "ringing",
    dialing: "dialing",
    connected: "afterConversationWork",
    afterConversationWork: "afterConversationWork",
  },
  wrapUpEnded: {
    none: "none",
    ringing: "ringing",
    dialing: "dialing",
    connected: "connected",
    afterConversationWork: "over",
  },
};

/** An org without after conversation work ends a call with its conversation. */
export function moveCall(from: From, move: CallMove, isAfterConversationWorkAllowed: boolean): To {
  const to = callMoves[move][from];
  return to === "afterConversationWork" && from === "connected" && !isAfterConversationWorkAllowed ? "over" : to;
}
