import type { z } from "zod";
import type { VoiceCall } from "../console-contract.ts";
import { OrgFault } from "../http/fault.ts";
import type { OrgDefinition, RouteTarget } from "../org/definition.ts";
import { toId18 } from "../org/ids.ts";
import type { Org } from "../org/org.ts";
import type { CallCenter } from "../org/tables.ts";
import { byCallId, clearPendingRouting, putPendingRouting } from "../org/voice-calls.ts";
import type { OmniFlowBody } from "./bodies.ts";

export type OmniFlowAnswer = { agent: string } | { queue: string } | { errors: string[] };

function requireCall(org: Org, center: CallCenter, callId: string): VoiceCall {
  const call = byCallId(org, callId);
  if (call === undefined) throw new OrgFault("voice.not-found", `The org has no voice call ${callId}.`);
  if (call.CallCenterId === center.Id) return call;
  throw new OrgFault("voice.wrong-contact-center", `Voice call ${callId} belongs to another contact center.`);
}

/**
 * PATCH /voiceCalls/{CALL ID}/omniFlow. The channel of the dialed number goes first (its flow, then its fallback queue),
 * then the request's own flow and fallback queue. Answers vendor ids (CallCenterRoutingMap.ExternalId) and leaves a
 * PendingServiceRouting behind until an agent accepts.
 */
export function runOmniFlow(
  org: Org,
  center: CallCenter,
  callId: string,
  body: z.infer<typeof OmniFlowBody>,
): OmniFlowAnswer {
  const call = requireCall(org, center, callId);
  if (body.dialedNumber === undefined && body.flowDevName === undefined) {
    return { errors: ["Neither dialedNumber nor flowDevName was sent."] };
  }
  const errors: string[] = [];
  for (const target of candidates(org, call, body)) {
    const resolved = typeof target === "string" ? target : resolve(org, target);
    if (typeof resolved === "string") {
      errors.push(resolved);
      continue;
    }
    const wanted = resolved.kind === "queue" ? { QueueId: resolved.recordId } : { PreferredUserId: resolved.recordId };
    org.store.write((write) => putPendingRouting(org, write, call.Id, wanted));
    return resolved.kind === "queue" ? { queue: resolved.externalId } : { agent: resolved.externalId };
  }
  return { errors: errors.length > 0 ? errors : ["No flow and no fallback queue is set for this call."] };
}

type Channel = OrgDefinition["phoneChannels"][number];

/** In order of precedence; a string tells why a step leads nowhere. */
function* candidates(org: Org, call: VoiceCall, body: z.infer<typeof OmniFlowBody>): Generator<RouteTarget | string> {
  const channel = org.definition.phoneChannels.find((candidate) => candidate.dialedNumber === body.dialedNumber);
  if (channel !== undefined) yield* channelTargets(org, call, channel);
  else if (body.dialedNumber !== undefined) yield `No phone channel has the number ${body.dialedNumber}.`;
  if (body.flowDevName !== undefined) yield flowTarget(org, body.flowDevName);
  if (body.fallbackQueue !== undefined) yield queueTarget(org, body.fallbackQueue);
}

/** Voicemail handler and queue are chosen when the call has CallOrigin Voicemail already. */
function* channelTargets(org: Org, call: VoiceCall, channel: Channel): Generator<RouteTarget | string> {
  const voicemail = call.CallOrigin === "Voicemail";
  const flow = voicemail ? channel.voicemailFlow : channel.flow;
  const queue = voicemail ? channel.voicemailQueue : channel.fallbackQueue;
  if (flow !== undefined) yield flowTarget(org, flow);
  if (queue !== undefined) yield { queue };
}

/** A namespace in front (`ns__Flow`) is left out: the flows of the definition have none. */
function flowTarget(org: Org, name: string): RouteTarget | string {
  const local = name.replace(/^[A-Za-z0-9]+__/, "");
  return org.definition.flows.find((flow) => flow.developerName === local)?.target ?? `There is no flow ${name}.`;
}

function queueTarget(org: Org, nameOrId: string): RouteTarget | string {
  const group =
    org.store.get("Group", toId18(nameOrId)) ?? org.store.find("Group", (row) => row.DeveloperName === nameOrId);
  return group === undefined ? `There is no queue ${nameOrId}.` : { queue: group.DeveloperName };
}

interface Resolved {
  kind: "queue" | "agent";
  recordId: string;
  externalId: string;
}

function resolve(org: Org, target: RouteTarget): Resolved | string {
  if ("fail" in target) return target.fail;
  const kind = "queue" in target ? "queue" : "agent";
  const name = "queue" in target ? target.queue : target.agent;
  const record =
    kind === "queue"
      ? org.store.find("Group", (row) => row.DeveloperName === name)
      : org.store.by("User", "Username", name)[0];
  if (record === undefined) return `There is no ${kind} ${name}.`;
  const map = org.store.find("CallCenterRoutingMap", (row) => row.ReferenceRecordId === record.Id);
  if (map === undefined) return `The ${kind} ${name} is not mapped to the telephony system.`;
  return { kind, recordId: record.Id, externalId: map.ExternalId };
}

/** PATCH /voiceCalls/{CALL ID}/clearRouting: deletes what omniFlow left; nothing to delete is success too. */
export function clearRouting(org: Org, center: CallCenter, callId: string): { status: "Success" } {
  const call = requireCall(org, center, callId);
  org.store.write((write) => clearPendingRouting(org, write, call.Id));
  return { status: "Success" };
}
