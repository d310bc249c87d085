import { applyCall } from "@partner-telephony/calls";
import type { AgentId, AgentOnCall, Call, CallEvent } from "@partner-telephony/calls";
import type { CallSignalDraft } from "./bare-signal.ts";
import { endOfDialing, endOfOffer, normalEnd } from "./end-of-call.ts";
import type { EndOfCall } from "./end-of-call.ts";

export interface Addressed {
  readonly agentId: AgentId;
  readonly signal: CallSignalDraft;
}

type State = AgentOnCall["state"] | "none";

/** Events that change nothing an agent could see. */
const silent: ReadonlySet<CallEvent["type"]> = new Set(["voiceCallRequested", "finalUpdateOwed", "factIgnored"]);

/** What the events of one decision say to each agent of the call, in their order. `final` is the call after the last one. */
export function projectCall(before: Call | null, events: readonly CallEvent[], final: Call): Addressed[] {
  const signals: Addressed[] = [];
  let call = before;
  for (const event of events) {
    const next = applyCall(call, event);
    for (const agentId of Object.keys(next.agents)) {
      signals.push(...forAgent(agentId, call, next, event, final).map((signal) => ({ agentId, signal })));
    }
    call = next;
  }
  return signals;
}

function forAgent(
  agentId: AgentId,
  before: Call | null,
  after: Call,
  event: CallEvent,
  final: Call,
): CallSignalDraft[] {
  const was = before?.agents[agentId]?.state ?? "none";
  const now = after.agents[agentId];
  if (now === undefined) return [];
  if (was !== now.state) {
    const moved = onMove(was, now, after, event, final);
    if (moved.length > 0) return moved;
  }
  if (event.type === "legMeasured" && now.legId === event.legId) return [changed(event)];
  // An agent whose part is over hears nothing more of the call.
  if (was === "done" || was === "none" || silent.has(event.type)) return [];
  return [failedRequest(agentId, before, event) ?? changed(event)];
}

/** How the agent stands to the call now decides what Salesforce must hear. */
function onMove(was: State, now: AgentOnCall, after: Call, event: CallEvent, final: Call): CallSignalDraft[] {
  const { at } = event;
  const { legId } = now;
  if (now.state === "offered") return [{ type: "call.started", at, legId }];
  if (now.state === "joining") return was === "offered" ? [] : [{ type: "call.started", at, legId }];
  if (now.state === "connected") return [{ type: "call.connected", at, legId }];
  if (now.state === "afterConversationWork") {
    return [ended(at, legId, normalEnd, final), { type: "call.after-conversation-work-started", at }];
  }
  if (was === "afterConversationWork") return [{ type: "call.wrapped-up", at }];
  return [ended(at, legId, endFor(was, now, after, event), final)];
}

function endFor(was: State, now: AgentOnCall, after: Call, event: CallEvent): EndOfCall {
  if (event.type === "offerEnded" && event.reason !== "accepted") return endOfOffer(event.reason);
  return was === "joining" ? endOfDialing(after, after.legs[now.legId]) : normalEnd;
}

/** On an error the conversation stays open as long as the call goes on, so that another agent can take it (guide, chapter 12). */
function ended(at: number, legId: string, end: EndOfCall, final: Call): CallSignalDraft {
  const over = Object.values(final.legs).every((leg) => leg.state === "ended");
  return { type: "call.ended", at, legId, ...end, closeCallOnError: end.reason === "error" && over };
}

function failedRequest(agentId: AgentId, before: Call | null, event: CallEvent): CallSignalDraft | null {
  if (event.type !== "requestRefused" && event.type !== "requestExpired") return null;
  const pending = before?.pending[event.requestId];
  if (pending === undefined) return null;
  // An extension is dialed by the model for the agent who gave it.
  const isExtension = pending.request.type === "sendDigits" && pending.agentId === null;
  if (!isExtension && pending.agentId !== agentId) return null;
  const code = event.type === "requestRefused" ? event.code : "request.expired";
  const { requestId } = event;
  const requestType = isExtension ? "dialExtension" : pending.request.type;
  return { type: "request.failed", at: event.at, requestId, requestType, code };
}

function changed(event: CallEvent): CallSignalDraft {
  const legId = "legId" in event ? event.legId : null;
  const legEndReason = event.type === "legEnded" ? event.reason : null;
  return { type: "call.changed", at: event.at, cause: event.type, legId, legEndReason };
}
