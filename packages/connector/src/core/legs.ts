import type { CallView, ParticipantView } from "@partner-telephony/api";

export const customerLeg = (view: CallView): ParticipantView | undefined =>
  view.participants.find((one) => one.participantType === "Initial_Caller");

export const agentLeg = (view: CallView, agentId: string): ParticipantView | undefined => {
  const legId = view.agents.find((one) => one.agentId === agentId)?.legId;
  return view.participants.find((one) => one.legId === legId);
};

export const thirdParty = (view: CallView): ParticipantView | undefined =>
  view.participants.find((one) => one.participantType === "Third_Party" && one.state !== "ended");
