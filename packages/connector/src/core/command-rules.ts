import type { CallCommandBody, DialBody, ParticipantView } from "@partner-telephony/api";
import { agentLeg } from "./legs.ts";
import type { CallPicture, Standing } from "./picture.ts";

export type Verb =
  | "dial"
  | "accept"
  | "decline"
  | "end"
  | "wrapUp"
  | "mute"
  | "unmute"
  | "hold"
  | "resume"
  | "pauseRecording"
  | "resumeRecording"
  | "sendDigits";
export type Dial = { readonly type: "dial"; readonly body: DialBody };
export type Command = Dial | Extract<CallCommandBody, { type: Verb }>;

interface Rule {
  /** Only from here; anything else is refused without asking the server. */
  readonly from: readonly Standing[];
  /** The fact that was asked for is there. Digits leave no trace in a call: their fact is a signal (server-call-control.ts). */
  readonly reached: (call: CallPicture, command: Command, agentId: string) => boolean;
  /** The fact can no longer come. */
  readonly missed: readonly Standing[];
}

const over: readonly Standing[] = ["over", "afterConversationWork"];

const stands =
  (...standings: Standing[]): Rule["reached"] =>
  (call) =>
    standings.includes(call.standing);
const targetIs =
  (field: "held", value: boolean): Rule["reached"] =>
  ({ view }, command) =>
    "legId" in command && view.participants.find((one) => one.legId === command.legId)?.[field] === value;
const ownLegIs =
  (field: keyof Pick<ParticipantView, "muted">, value: boolean): Rule["reached"] =>
  ({ view }, _, agentId) =>
    agentLeg(view, agentId)?.[field] === value;
const recordingIs =
  (value: "paused" | "recording"): Rule["reached"] =>
  ({ view }) =>
    view.recording === value;
const isAsked = ({ view }: CallPicture, type: string): boolean => view.pending.some((one) => one.type === type);
const isDialedCallback = (call: CallPicture): boolean =>
  call.view.callType === "Callback" && call.standing === "joining" && !isAsked(call, "dial");
const inConversation = (reached: Rule["reached"]): Rule => ({ from: ["connected"], reached, missed: over });

export const COMMAND_RULES: Readonly<Record<Verb, Rule>> = {
  // Asked for, it is there at once, but nothing rings anywhere before the request is answered.
  dial: { from: [], reached: (call) => !over.includes(call.standing) && !isAsked(call, "dial"), missed: over },
  // Of a callback: the customer is being dialed.
  accept: {
    from: ["offered"],
    reached: (call) => call.standing === "connected" || isDialedCallback(call),
    missed: over,
  },
  decline: { from: ["offered"], reached: stands(...over), missed: [] },
  end: { from: ["offered", "joining", "connected"], reached: stands(...over), missed: [] },
  wrapUp: { from: ["afterConversationWork"], reached: stands("over"), missed: [] },
  mute: inConversation(ownLegIs("muted", true)),
  unmute: inConversation(ownLegIs("muted", false)),
  hold: inConversation(targetIs("held", true)),
  resume: inConversation(targetIs("held", false)),
  pauseRecording: inConversation(recordingIs("paused")),
  resumeRecording: inConversation(recordingIs("recording")),
  sendDigits: inConversation(() => false),
};
