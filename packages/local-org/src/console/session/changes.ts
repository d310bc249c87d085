import type { AgentWork, ConsoleChange, ConsoleState, VoiceCall } from "../../console-contract.ts";
import { isOpenWork, type ConsoleView } from "./view.ts";

const upsert = <T extends { readonly Id: string }>(list: readonly T[], record: T): readonly T[] =>
  list.some(({ Id }) => Id === record.Id)
    ? list.map((one) => (one.Id === record.Id ? record : one))
    : [...list, record];

const MOST_CLOSED_WORK = 20;

function withWork(view: ConsoleView, work: AgentWork): ConsoleView {
  const all = upsert(view.agentWork, work);
  const closed = all.filter((one) => !isOpenWork(one));
  const dropped = new Set(closed.slice(0, Math.max(0, closed.length - MOST_CLOSED_WORK)));
  return { ...view, agentWork: all.filter((one) => !dropped.has(one)) };
}

const touched = (view: ConsoleView, voiceCallId: string): ReadonlyMap<string, number> =>
  new Map(view.recordRevision).set(voiceCallId, (view.recordRevision.get(voiceCallId) ?? 0) + 1);

export function withVoiceCall(view: ConsoleView, voiceCall: VoiceCall): ConsoleView {
  return {
    ...view,
    voiceCalls: new Map(view.voiceCalls).set(voiceCall.Id, voiceCall),
    recordRevision: touched(view, voiceCall.Id),
  };
}

/** One change of the org's stream. `reset` is the session's own business: it loads everything again. */
export function applyChange(view: ConsoleView, change: ConsoleChange): ConsoleView {
  switch (change.kind) {
    case "presence":
      return { ...view, presence: change.presence };
    case "agent-work":
      return withWork(view, change.agentWork);
    case "voice-call":
      return withVoiceCall(view, change.voiceCall);
    case "recording":
      return { ...view, recordRevision: touched(view, change.recording.VoiceCallId) };
    case "transcript": {
      const call = [...view.voiceCalls.values()].find((one) => one.ConversationId === change.entry.conversationId);
      return call ? { ...view, recordRevision: touched(view, call.Id) } : view;
    }
    case "contact-center":
    case "reset":
      return view;
  }
}

export function applyState(view: ConsoleView, state: ConsoleState): ConsoleView {
  const { voiceCalls, revision: _, ...shown } = state;
  const next = { ...view, ...shown };
  return voiceCalls.reduce<ConsoleView>(withVoiceCall, next);
}
