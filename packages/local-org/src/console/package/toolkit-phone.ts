import type { HostedCall } from "../host/phone.ts";
import type { ConsoleSession } from "../session/console-session.ts";

type Act = (session: ConsoleSession, call: HostedCall | undefined, args: readonly unknown[]) => void;
const idOf = (call: HostedCall): string => call.call.callId;
const about =
  (act: (session: ConsoleSession, call: HostedCall) => void): Act =>
  (session, call) =>
    call && act(session, call);
/** A toggle that stands so already is left alone. */
const toggle = (
  flag: "isMuted" | "isOnHold" | "isRecordingPaused",
  to: boolean,
  set: "toggleMute" | "toggleHold" | "toggleRecording",
) => about((session, call) => call[flag] !== to && session.controls[set](idOf(call)));

/** Actions of the toolkit (Voice Implementation Guide, "LWC Telephony Actions"). They name no call: the agent's own is meant. */
const actions: Readonly<Record<string, Act>> = {
  acceptCall: about((session, call) => session.accept(idOf(call))),
  declineCall: about((session, call) => session.decline(idOf(call))),
  endCall: (session, call, [participantType]) =>
    call &&
    (participantType === "Third_Party" ? session.controls.removeThirdParty(idOf(call)) : session.end(idOf(call))),
  mute: toggle("isMuted", true, "toggleMute"),
  unmute: toggle("isMuted", false, "toggleMute"),
  hold: toggle("isOnHold", true, "toggleHold"),
  resume: toggle("isOnHold", false, "toggleHold"),
  pauseRecording: toggle("isRecordingPaused", true, "toggleRecording"),
  resumeRecording: toggle("isRecordingPaused", false, "toggleRecording"),
  swap: about((session, call) => session.controls.swap(idOf(call))),
  merge: about((session, call) => session.controls.merge(idOf(call))),
  addParticipant: (session, call, [contactType, value]) => {
    if (contactType !== "PhoneNumber") throw new Error("The stand-in's phone adds participants by phone number only.");
    if (call) session.controls.addCaller(idOf(call), String(value));
  },
  sendDigits: (session, call, [digits]) => call && session.controls.sendDigits(String(digits)),
  startPreviewCall: (session, _call, [phoneNumber]) => session.startPreviewCall(String(phoneNumber)),
};

/** What a component's toolkit element asks of the console's phone. What an org does without a call is undocumented: nothing, here. */
export function toolkitPhone(session: () => ConsoleSession): (action: string, args: readonly unknown[]) => void {
  return (action, args) => {
    const act = actions[action];
    if (act === undefined) throw new Error(`The stand-in's phone does not do ${action}.`);
    const live = session().view.phone.calls.find(({ phase }) => phase !== "afterConversationWork");
    act(session(), live, args);
  };
}
