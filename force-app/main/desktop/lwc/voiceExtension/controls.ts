import type { Toolkit, ToolkitEvent } from "c/toolkitEvents";
import type { CallState } from "./callState";
import { labels } from "./labels";

/** One control: when it is there, what it asks of the phone, and which event of the call confirms it. */
export interface Control {
  readonly name: string;
  readonly label: string;
  readonly isThere: (call: CallState, isOutbound: boolean) => boolean;
  readonly ask: (toolkit: Toolkit) => unknown;
  readonly confirmedBy: ToolkitEvent;
  /** What it turns on or off, if anything. */
  readonly turns?: "isHeld" | "isMuted" | "isRecordingPaused";
  readonly variant: "success" | "destructive" | "neutral";
}

const isConnected = ({ phase }: CallState): boolean => phase === "connected";
const isOffered = ({ phase }: CallState, isOutbound: boolean): boolean => phase === "ringing" && !isOutbound;

/** In the order of the page; what is not known to be on or off is offered both ways. The toolkit names no call: it means the agent's own, so a control is there for that one only. */
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
    isThere: (call) => isConnected(call) && call.isMuted !== true,
    ask: (toolkit) => toolkit.mute(),
    confirmedBy: "mute",
    turns: "isMuted",
    variant: "neutral",
  },
  {
    name: "unmute",
    label: labels.unmute,
    isThere: (call) => isConnected(call) && call.isMuted !== false,
    ask: (toolkit) => toolkit.unmute(),
    confirmedBy: "unmute",
    turns: "isMuted",
    variant: "neutral",
  },
  {
    name: "hold",
    label: labels.hold,
    isThere: (call) => isConnected(call) && call.isHeld !== true,
    ask: (toolkit) => toolkit.hold("Initial_Caller"),
    confirmedBy: "hold",
    turns: "isHeld",
    variant: "neutral",
  },
  {
    name: "resume",
    label: labels.resume,
    isThere: (call) => isConnected(call) && call.isHeld !== false,
    ask: (toolkit) => toolkit.resume("Initial_Caller"),
    confirmedBy: "resume",
    turns: "isHeld",
    variant: "neutral",
  },
  {
    name: "pauseRecording",
    label: labels.pauseRecording,
    isThere: (call) => isConnected(call) && call.isRecordingPaused !== true,
    ask: (toolkit) => toolkit.pauseRecording(),
    confirmedBy: "pauserecording",
    turns: "isRecordingPaused",
    variant: "neutral",
  },
  {
    name: "resumeRecording",
    label: labels.resumeRecording,
    isThere: (call) => isConnected(call) && call.isRecordingPaused !== false,
    ask: (toolkit) => toolkit.resumeRecording(),
    confirmedBy: "resumerecording",
    turns: "isRecordingPaused",
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
