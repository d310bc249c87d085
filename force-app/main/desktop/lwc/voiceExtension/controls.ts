import type { Toolkit, ToolkitEvent } from "c/toolkitEvents";
import type { CallState } from "./call-state";
import { labels } from "./labels";

/** One control: when it is there, what it asks of the phone, and which event of the call confirms it. */
export interface Control {
  readonly name: string;
  readonly label: string;
  readonly isThere: (call: CallState, isOutbound: boolean) => boolean;
  readonly ask: (toolkit: Toolkit) => unknown;
  readonly confirmedBy: ToolkitEvent;
  readonly variant: "success" | "destructive" | "neutral";
}

const isConnected = ({ phase }: CallState): boolean => phase === "connected";
const isOffered = ({ phase }: CallState, isOutbound: boolean): boolean => phase === "ringing" && !isOutbound;

/** In the order of the page. The toolkit names no call: it means the agent's own, so a control is there for that one only. */
export const CONTROLS: readonly Control[] = [
  {
    name: "accept",
    label: labels.accept,
    isThere: isOffered,
    ask: (toolkit) => toolkit.acceptCall(),
    confirmedBy: "callconnected",
    variant: "success",
  },
  {
    name: "decline",
    label: labels.decline,
    isThere: isOffered,
    ask: (toolkit) => toolkit.declineCall(),
    confirmedBy: "callended",
    variant: "destructive",
  },
  {
    name: "mute",
    label: labels.mute,
    isThere: (call) => isConnected(call) && !call.isMuted,
    ask: (toolkit) => toolkit.mute(),
    confirmedBy: "mute",
    variant: "neutral",
  },
  {
    name: "unmute",
    label: labels.unmute,
    isThere: (call) => isConnected(call) && call.isMuted,
    ask: (toolkit) => toolkit.unmute(),
    confirmedBy: "unmute",
    variant: "neutral",
  },
  {
    name: "hold",
    label: labels.hold,
    isThere: (call) => isConnected(call) && !call.isHeld,
    ask: (toolkit) => toolkit.hold("Initial_Caller"),
    confirmedBy: "hold",
    variant: "neutral",
  },
  {
    name: "resume",
    label: labels.resume,
    isThere: (call) => isConnected(call) && call.isHeld,
    ask: (toolkit) => toolkit.resume("Initial_Caller"),
    confirmedBy: "resume",
    variant: "neutral",
  },
  {
    name: "pauseRecording",
    label: labels.pauseRecording,
    isThere: (call) => isConnected(call) && !call.isRecordingPaused,
    ask: (toolkit) => toolkit.pauseRecording(),
    confirmedBy: "pauserecording",
    variant: "neutral",
  },
  {
    name: "resumeRecording",
    label: labels.resumeRecording,
    isThere: (call) => isConnected(call) && call.isRecordingPaused,
    ask: (toolkit) => toolkit.resumeRecording(),
    confirmedBy: "resumerecording",
    variant: "neutral",
  },
  {
    name: "end",
    label: labels.end,
    isThere: (call, isOutbound) => isConnected(call) || (call.phase === "ringing" && isOutbound),
    ask: (toolkit) => toolkit.endCall("Agent"),
    confirmedBy: "callended",
    variant: "destructive",
  },
];
