import { controlLabels } from "../labels.ts";
import type { CallPhase } from "./call-moves.ts";
import { isPending, type HostedCall, type Phone } from "./phone.ts";
import type { RequestType } from "./requests.ts";

export type ControlName =
  | "accept"
  | "decline"
  | "mute"
  | "hold"
  | "record"
  | "keypad"
  | "addCaller"
  | "swap"
  | "merge"
  | "removeThirdParty"
  | "end"
  | "finish";

export interface Control {
  readonly name: ControlName;
  readonly label: string;
  readonly isEnabled: boolean;
  /** For toggles; null: not one. */
  readonly isPressed: boolean | null;
  readonly isPending: boolean;
}

interface Rule {
  readonly name: ControlName;
  readonly phases: readonly CallPhase[];
  readonly shown: (hosted: HostedCall, phone: Phone) => boolean;
  readonly enabled: (hosted: HostedCall) => boolean;
  readonly label: (hosted: HostedCall) => string;
  readonly pressed?: (hosted: HostedCall) => boolean;
  readonly requests: readonly RequestType[];
}

const always = (): boolean => true;
const known = (_: HostedCall, phone: Phone): boolean => phone.areCapabilitiesKnown;
const can = (phone: Phone, capability: string): boolean => phone.capabilities.has(capability);
const hasThird = ({ third }: HostedCall): boolean => third?.isConnected === true;

/**
 * Which control a call has. Capability false or show…Button false: not there. …Enabled false: there, but greyed.
 * The keypad is always displayed (guide, chapter 9, Hide Call Controls), hold has nothing that hides it.
 */
export const controlRules: readonly Rule[] = [
  {
    name: "accept",
    phases: ["ringing"],
    shown: always,
    enabled: ({ call }) => call.info.acceptEnabled,
    label: () => controlLabels.accept,
    requests: ["ACCEPT_CALL"],
  },
  {
    name: "decline",
    phases: ["ringing"],
    shown: always,
    enabled: ({ call }) => call.info.declineEnabled,
    label: () => controlLabels.decline,
    requests: ["DECLINE_CALL"],
  },
  {
    name: "mute",
    phases: ["connected"],
    shown: ({ call }, phone) => can(phone, "MUTE") && call.info.showMuteButton,
    enabled: ({ call }) => call.info.muteEnabled,
    label: ({ isMuted }) => (isMuted ? controlLabels.unmute : controlLabels.mute),
    pressed: ({ isMuted }) => isMuted,
    requests: ["MUTE", "UNMUTE"],
  },
  {
    name: "hold",
    phases: ["connected"],
    shown: known,
    enabled: ({ call }) => call.info.holdEnabled,
    label: ({ isOnHold }) => (isOnHold ? controlLabels.resume : controlLabels.hold),
    pressed: ({ isOnHold }) => isOnHold,
    requests: ["HOLD", "RESUME"],
  },
  {
    name: "record",
    phases: ["connected"],
    shown: ({ call }, phone) => can(phone, "RECORD") && call.info.showRecordButton,
    enabled: ({ call }) => call.info.recordEnabled,
    label: ({ isRecordingPaused }) =>
      isRecordingPaused ? controlLabels.resumeRecording : controlLabels.pauseRecording,
    pressed: ({ isRecordingPaused }) => isRecordingPaused,
    requests: ["PAUSE_RECORDING", "RESUME_RECORDING"],
  },
  {
    name: "keypad",
    phases: ["connected"],
    shown: known,
    enabled: ({ call }) => call.info.extensionEnabled,
    label: () => controlLabels.keypad,
    requests: [],
  },
  {
    name: "addCaller",
    phases: ["connected"],
    shown: ({ call, third }, phone) => known({ call } as HostedCall, phone) && call.info.showAddCallerButton && !third,
    enabled: ({ call }) => call.info.addCallerEnabled,
    label: () => controlLabels.addCaller,
    requests: ["ADD_PARTICIPANT"],
  },
  {
    name: "swap",
    phases: ["connected"],
    shown: (hosted, phone) =>
      can(phone, "SWAP") && hosted.call.info.showSwapButton && hasThird(hosted) && !hosted.isMerged,
    enabled: ({ call }) => call.info.swapEnabled,
    label: () => controlLabels.swap,
    requests: ["SWAP_PARTICIPANTS"],
  },
  {
    name: "merge",
    phases: ["connected"],
    shown: (hosted, phone) =>
      can(phone, "MERGE") && hosted.call.info.showMergeButton && hasThird(hosted) && !hosted.isMerged,
    enabled: ({ call }) => call.info.conferenceEnabled,
    label: () => controlLabels.merge,
    requests: ["CONFERENCE"],
  },
  {
    name: "removeThirdParty",
    phases: ["connected"],
    shown: ({ third }) => third?.call != null,
    enabled: ({ third }) => mayBeRemoved(third!.call!.info.removeParticipantVariant, third!.isOnHold),
    label: () => controlLabels.removeThirdParty,
    requests: [],
  },
  {
    name: "end",
    phases: ["dialing", "connected"],
    shown: always,
    enabled: ({ call }) => !call.info.endCallDisabled,
    label: () => controlLabels.end,
    requests: ["END_CALL"],
  },
  {
    name: "finish",
    phases: ["afterConversationWork"],
    shown: always,
    enabled: always,
    label: () => controlLabels.finish,
    requests: [],
  },
];

const mayBeRemoved = (variant: string, isOnHold: boolean): boolean =>
  variant !== "NEVER" && !(variant === "ALWAYS_EXCEPT_ON_HOLD" && isOnHold);

/** Controls to show for a call, in order; none while the connector is not ready to be asked. */
export function controlsOf(phone: Phone, hosted: HostedCall): readonly Control[] {
  if (phone.stage !== "ready") return [];
  const isSettling = isPending(phone, ["ACCEPT_CALL", "DECLINE_CALL", "END_CALL"], hosted.call.callId);
  return controlRules
    .filter((rule) => rule.phases.includes(hosted.phase) && rule.shown(hosted, phone))
    .map((rule) => {
      const pending = isPending(phone, rule.requests, hosted.call.callId);
      return {
        name: rule.name,
        label: rule.label(hosted),
        isEnabled: rule.enabled(hosted) && !pending && !isSettling,
        isPressed: rule.pressed ? rule.pressed(hosted) : null,
        isPending: pending,
      };
    });
}
