import type { AgentView } from "@partner-telephony/api";
import type { PublishableEvent } from "@salesforce/scv-connector-base";
import type { CallPicture } from "../core/picture.ts";
import type { Library } from "./library.ts";
import { phoneCall } from "./phone-call.ts";
import { togglesOf, type ToggleEvent } from "./told-toggles.ts";

/** Results of mute, hold and recording. The library gives no answer at all to a method that resolves with nothing. */
export const muteToggle = (library: Library, { view }: CallPicture, { agentId }: AgentView) =>
  new library.MuteToggleResult({ isMuted: togglesOf(view, agentId).isMuted });

export function holdToggle(library: Library, call: CallPicture, agent: AgentView) {
  const { isCustomerOnHold, isThirdPartyOnHold } = togglesOf(call.view, agent.agentId);
  const calls = [phoneCall(library, call, agent)];
  return new library.HoldToggleResult({ isCustomerOnHold, isThirdPartyOnHold, calls });
}

export const recordingToggle = (library: Library, { view }: CallPicture, { agentId }: AgentView) =>
  new library.RecordingToggleResult({ isRecordingPaused: togglesOf(view, agentId).isRecordingPaused });

export function toggleEvent(
  library: Library,
  event: ToggleEvent,
  call: CallPicture,
  agent: AgentView,
): PublishableEvent {
  if (event === "MUTE_TOGGLE") return { eventType: event, payload: muteToggle(library, call, agent) };
  if (event === "HOLD_TOGGLE") return { eventType: event, payload: holdToggle(library, call, agent) };
  return { eventType: event, payload: recordingToggle(library, call, agent) };
}
