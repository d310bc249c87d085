import type { AgentId, Call, CallType, Leg, LegId } from "@partner-telephony/calls";
import type { CallAttributes, CreateVoiceCall, UpdateVoiceCall } from "@partner-telephony/salesforce-voice";
import { recordingOnRecord } from "../recordings/on-record.ts";
import type { Queryable } from "../store/database.ts";
import { readCallAttributes } from "../store/statements/read-call-attributes.ts";
import { readNames } from "../views/names.ts";
import type { Names } from "../views/names.ts";
import { disconnectReasons } from "./disconnect-reasons.ts";

/** Salesforce demands `from` and `to`; this stands in for a number that was withheld, erased, or never known to us. */
const UNKNOWN_NUMBER = "unknown";

/** The record's id where it is known, else our key: PATCH takes either (telephony-integration-api.md, section 3). */
export function voiceCallKeyOf(call: Call, legId: LegId): string {
  const leg = legOf(call, legId);
  return leg.voiceCall.status === "created" ? leg.voiceCall.voiceCallId : leg.vendorCallKey;
}

/** Body of POST /voiceCalls (5.1), for an inbound or a transfer leg. */
export async function createBody(db: Queryable, tenant: string, call: Call, legId: LegId): Promise<CreateVoiceCall> {
  const leg = legOf(call, legId);
  const numbers = numbersOf(call, await readNames(db, tenant, [call]));
  const attributes = await attributesOf(db, tenant, call, leg);
  const common = { vendorCallKey: leg.vendorCallKey, ...numbers, startTime: leg.startedAt, ...attributes };
  if (leg.parentVendorCallKey === null) return { ...common, initiationMethod: "Inbound" };
  const parentVoiceCallId = voiceCallKeyOf(call, leg.parentVendorCallKey);
  const queue = leg.endpoint.kind === "queue" ? { queue: leg.endpoint.queueId } : {};
  return { ...common, initiationMethod: "Transfer", parentVoiceCallId, ...queue };
}

/** Salesforce's own client sends the customer's number as `from` and the center's as `to`, for transfers too (5.1). */
function numbersOf(call: Call, { parties }: Names): { from: string; to: string } {
  const customer = Object.values(call.legs).find((leg) => leg.endpoint.kind === "party");
  const party = customer?.endpoint.kind === "party" ? parties.get(customer.endpoint.partyId) : undefined;
  return { from: party?.e164 ?? party?.raw ?? UNKNOWN_NUMBER, to: party?.dialed ?? UNKNOWN_NUMBER };
}

/** On the record of a call that we made, `from` is our number (the caller ID) and `to` the customer's. */
function recordNumbersOf(call: Call, leg: Leg, names: Names): { from: string; to: string } {
  const { from, to } = numbersOf(call, names);
  return leg.callType === "Outbound" ? { from: to, to: from } : { from, to };
}

/** Only used when the record may have to be made by this PATCH. That PATCH reads them is unconfirmed (docs/unconfirmed.md). */
const initiationMethods: Readonly<Partial<Record<CallType, UpdateVoiceCall["initiationMethod"]>>> = {
  Inbound: "INBOUND",
  Outbound: "OUTBOUND",
  Callback: "CALLBACK",
  Transfer: "TRANSFER",
  AddParticipant: "TRANSFER",
};

/** Body of the one final PATCH (5.2): the whole record, whether or not Salesforce has heard of the call. `isActiveCall` absent closes it. */
export async function updateBody(
  db: Queryable,
  tenant: string,
  call: Call,
  legId: LegId,
  recordingLocation: ((callId: string) => string) | null,
): Promise<UpdateVoiceCall> {
  const leg = legOf(call, legId);
  const names = await readNames(db, tenant, [call]);
  return {
    startTime: leg.startedAt,
    endTime: leg.endedAt ?? call.endedAt ?? leg.startedAt,
    ...(leg.voiceCall.status === "created"
      ? {}
      : { ...recordOf(call, leg, names), ...(await attributesOf(db, tenant, call, leg)) }),
    ...(leg.endReason === null ? {} : { disconnectReason: disconnectReasons[leg.endReason] }),
    ...(isFirst(call, leg) ? holdsAndQueueOf(call, names) : {}),
    ...agentOf(call, leg, names),
    ...(await recordingOnRecord(db, tenant, call, leg, recordingLocation)),
  };
}

/** What the call came with belongs to its first VoiceCall. */
async function attributesOf(
  db: Queryable,
  tenant: string,
  call: Call,
  leg: Leg,
): Promise<{ callAttributes?: CallAttributes }> {
  const attributes = isFirst(call, leg) ? await readCallAttributes(db, tenant, call.callId) : null;
  return attributes === null ? {} : { callAttributes: attributes };
}

function recordOf(call: Call, leg: Leg, names: Names): Partial<UpdateVoiceCall> {
  const { from, to } = recordNumbersOf(call, leg, names);
  const initiationMethod = initiationMethods[leg.callType];
  return {
    ...(from === UNKNOWN_NUMBER ? {} : { fromNumber: from }),
    ...(to === UNKNOWN_NUMBER ? {} : { toNumber: to }),
    ...(initiationMethod === undefined ? {} : { initiationMethod }),
    ...(leg.parentVendorCallKey === null ? {} : { parentCallIdentifier: leg.parentVendorCallKey }),
  };
}

function holdsAndQueueOf(call: Call, { queues }: Names): Partial<UpdateVoiceCall> {
  const queue = call.queueId === null ? undefined : queues.get(call.queueId);
  const { count, totalMs, longestMs } = call.holds;
  return {
    ...(call.queuedAt === null ? {} : { enqueueTime: call.queuedAt }),
    ...(call.acceptedAt === null ? {} : { acceptTime: call.acceptedAt }),
    ...(queue === undefined ? {} : { queue }),
    numberOfHolds: count,
    totalHoldDuration: seconds(totalMs),
    longestHoldDuration: seconds(longestMs),
  };
}

/** The agent of this VoiceCall, and for how long the call was not on hold (guide, chapter 11: with the holds, all of it). */
function agentOf(call: Call, leg: Leg, { agents }: Names): Partial<UpdateVoiceCall> {
  const own = Object.values(call.legs).filter((other) => other.vendorCallKey === leg.vendorCallKey);
  const talked = own.find(
    (other) => agentIdOf(other) !== null && other.participantType !== "Supervisor" && other.connectedAt !== null,
  );
  const agentId = talked === undefined ? null : agentIdOf(talked);
  if (talked === undefined || agentId === null || talked.connectedAt === null) return {};
  const username = agents.get(agentId)?.username;
  const held = isFirst(call, leg) ? call.holds.totalMs : 0;
  return {
    ...(username === undefined ? {} : { agent: username }),
    agentInteractionDuration: seconds((talked.endedAt ?? talked.connectedAt) - talked.connectedAt - held),
  };
}

const agentIdOf = (leg: Leg): AgentId | null => (leg.endpoint.kind === "agent" ? leg.endpoint.agentId : null);
const isFirst = (call: Call, leg: Leg): boolean => leg.vendorCallKey === call.firstVendorCallKey;
/** Whole seconds, as Salesforce wants durations. */
const seconds = (ms: number): number => Math.max(0, Math.round(ms / 1000));

function legOf(call: Call, legId: LegId): Leg {
  const leg = call.legs[legId];
  if (leg === undefined) throw new Error(`Call ${call.callId} has no leg ${legId}.`);
  return leg;
}
