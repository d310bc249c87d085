import type { CallView, SwitchLeg } from "@partner-telephony/api";
import type { z } from "zod";

export type LegData = z.infer<typeof SwitchLeg>;

export const phaseLabels: Readonly<Record<CallView["phase"], string>> = {
  waiting: "Waiting",
  ringing: "Ringing",
  connected: "Connected",
  afterConversationWork: "After conversation work",
  ended: "Ended",
};

/** Whose idea the call was; nothing for what no customer takes part in. */
export const kindLabels: Readonly<Partial<Record<CallView["callType"], string>>> = {
  Inbound: "Inbound call",
  Outbound: "Outbound call",
  Callback: "Callback",
  InternalCall: "Internal call",
};

/** The customer is whom the call is about, whether they called or were called. */
export const participantLabels: Readonly<Record<LegData["participantType"], string>> = {
  Initial_Caller: "Customer",
  Agent: "Agent",
  Third_Party: "Third party",
  Supervisor: "Supervisor",
};

export const legStateLabels: Readonly<Record<LegData["state"], string>> = {
  ringing: "Ringing",
  connected: "Connected",
  ended: "Ended",
};

/** `voiceCallCreated` as a person reads it: Voice call created. */
export function sentenceCase(camelCase: string): string {
  const words = camelCase.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Milliseconds as m:ss or h:mm:ss; a clock that runs behind counts as nothing. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
