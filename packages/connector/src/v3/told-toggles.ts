import type { CallView } from "@partner-telephony/api";
import { agentLeg, customerLeg, thirdParty } from "../core/legs.ts";

export type ToggleEvent = "MUTE_TOGGLE" | "HOLD_TOGGLE" | "RECORDING_TOGGLE";

/** What each toggle shows of a call. */
export interface Toggles {
  readonly isMuted: boolean;
  readonly isCustomerOnHold: boolean;
  readonly isThirdPartyOnHold: boolean;
  readonly isRecordingPaused: boolean;
}

export const togglesOf = (view: CallView, agentId: string): Toggles => ({
  isMuted: agentLeg(view, agentId)?.muted ?? false,
  isCustomerOnHold: customerLeg(view)?.held ?? false,
  isThirdPartyOnHold: thirdParty(view)?.held ?? false,
  isRecordingPaused: view.recording === "paused",
});

const shows: Readonly<Record<ToggleEvent, readonly (keyof Toggles)[]>> = {
  MUTE_TOGGLE: ["isMuted"],
  HOLD_TOGGLE: ["isCustomerOnHold", "isThirdPartyOnHold"],
  RECORDING_TOGGLE: ["isRecordingPaused"],
};

/** Which toggles have to be told: those that show something else than was told last. */
export const togglesToTell = (told: Toggles, now: Toggles): ToggleEvent[] =>
  (Object.keys(shows) as ToggleEvent[]).filter((event) => shows[event].some((field) => told[field] !== now[field]));
