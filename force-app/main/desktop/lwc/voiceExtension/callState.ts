import type { ToolkitEvent } from "c/toolkitEvents";

/** How the call of this page stands for this agent, as far as the record and the events say. */
export interface CallState {
  readonly phase: "waiting" | "ringing" | "connected" | "ended";
  /** These three are null until an event tells: no record does. */
  readonly isHeld: boolean | null;
  readonly isMuted: boolean | null;
  readonly isRecordingPaused: boolean | null;
}

export const WAITING: CallState = { phase: "waiting", isHeld: false, isMuted: false, isRecordingPaused: false };

const CHANGES: Readonly<Partial<Record<ToolkitEvent, Partial<CallState>>>> = {
  callstarted: { phase: "ringing" },
  callconnected: { phase: "connected" },
  callended: { ...WAITING, phase: "ended" },
  hold: { isHeld: true },
  resume: { isHeld: false },
  mute: { isMuted: true },
  unmute: { isMuted: false },
  pauserecording: { isRecordingPaused: true },
  resumerecording: { isRecordingPaused: false },
};

const UNTOLD: Partial<CallState> = { isHeld: null, isMuted: null, isRecordingPaused: null };

/** The state after an event of this call. */
export const after = (state: CallState, event: ToolkitEvent): CallState => ({ ...state, ...CHANGES[event] });

/**
 * The state that a freshly read record stands for (VoiceCall.CallDisposition): events before the page was opened are not
 * repeated. What the events have told already is newer, but a call that is completed is over.
 */
export function read(state: CallState, disposition: unknown): CallState {
  const known = String(disposition ?? "").toLowerCase();
  if (known === "completed") return after(state, "callended");
  const isNews = known === "in-progress" && state.phase === "waiting";
  return isNews ? { ...after(state, "callconnected"), ...UNTOLD } : state;
}
