import type {
  CreateVoiceCall,
  ExecuteOmniFlow,
  PostConversationEvents,
  RealtimeConversationEvents,
  TranscriptMessage,
  UpdateVoiceCall,
} from "./bodies.ts";
import { error } from "./classify.ts";
import type { FieldFault } from "./errors.ts";
import {
  count,
  epochMs,
  faultsOf,
  flag,
  isObject,
  isoTime,
  line,
  oneOf,
  optional,
  required,
  scalars,
  sentiment,
  text,
  written,
  type Fields,
} from "./fields.ts";
import type { Endpoint } from "./retry-rules.ts";

/** Outgoing bodies: checked against Salesforce's rules, then written as Salesforce wants them. */

const apiName = /^[A-Za-z][A-Za-z0-9_]*$/;
/** Salesforce wants the JSON object as a string; whether it takes a plain object is unconfirmed. */
const callAttributes = { ...scalars(apiName), write: (value: never) => JSON.stringify(value) };
const callOrigin = oneOf("Preview", "Progressive", "Voicemail");

const createFields: Fields = {
  vendorCallKey: required(line()),
  to: required(line()),
  from: required(line()),
  initiationMethod: required(oneOf("Inbound", "Transfer")),
  startTime: required(isoTime),
  participantKey: optional(line()),
  parentVoiceCallId: optional(line()),
  queue: optional(line()),
  callOrigin: optional(callOrigin),
  callAttributes: optional(callAttributes),
};

export function createBody(body: CreateVoiceCall, contactCenterName: string): string {
  const faults = faultsOf(body, createFields);
  if (isObject(body)) {
    const isTransfer = body.initiationMethod === "Transfer";
    if (isTransfer && body.parentVoiceCallId === undefined) {
      faults.push({ field: "parentVoiceCallId", reason: "is missing: a transfer names its parent" });
    }
    for (const name of ["parentVoiceCallId", "queue"]) {
      const given = (body as unknown as Record<string, unknown>)[name] !== undefined;
      if (given && !isTransfer) faults.push({ field: name, reason: "is for transfers only" });
    }
  }
  refuse("createVoiceCall", faults);
  const { participantKey = body.from, ...rest } = body;
  const participants = [{ participantKey, type: "END_USER" }];
  return JSON.stringify({ callCenterApiName: contactCenterName, ...written(rest, createFields), participants });
}

const updateFields: Fields = {
  startTime: optional(isoTime),
  endTime: optional(isoTime),
  enqueueTime: optional(isoTime),
  acceptTime: optional(isoTime),
  fromNumber: optional(line()),
  totalHoldDuration: optional(count),
  longestHoldDuration: optional(count),
  numberOfHolds: optional(count),
  agentInteractionDuration: optional(count),
  totalRecordingDuration: optional(count),
  queue: optional(line()),
  agent: optional(line()),
  callOrigin: optional(callOrigin),
  /** Partner Telephony guide v60, Call Recordings. */
  recordingLocation: optional(line(1_000)),
  callAttributes: optional(callAttributes),
  isActiveCall: optional(flag),
  disconnectReason: optional({
    write: (value) => value,
    fault: (value) => {
      const [first] = faultsOf(value, { value: required(line()), isError: required(flag) });
      return first === undefined ? null : `${first.field} ${first.reason}`;
    },
  }),
  initiationMethod: optional(oneOf("INBOUND", "OUTBOUND", "TRANSFER", "CALLBACK")),
  toNumber: optional(line()),
  parentCallIdentifier: optional(line()),
};

export function updateBody(body: UpdateVoiceCall, contactCenterName: string): string {
  const faults = [...faultsOf(body, updateFields), ...endBeforeStart(body)];
  if (isObject(body) && body.totalRecordingDuration !== undefined && body.recordingLocation === undefined) {
    faults.push({ field: "recordingLocation", reason: "is missing: every recording field needs it" });
  }
  refuse("updateVoiceCall", faults);
  const mayCreate = body.initiationMethod !== undefined;
  return JSON.stringify({
    ...(mayCreate ? { callCenterApiName: contactCenterName } : {}),
    ...written(body, updateFields),
  });
}

const transcriptFields: Fields = {
  participantId: required(line()),
  /** ConversationEntry.MessageIdentifier holds 36 characters (Object Reference, API 66). */
  messageId: required(line(36)),
  startTime: required(epochMs),
  endTime: required(epochMs),
  content: required(text),
  senderType: required(oneOf("END_USER", "HUMAN_AGENT", "VIRTUAL_AGENT", "SUPERVISOR")),
};

export function transcriptFaults(message: unknown): FieldFault[] {
  return [...faultsOf(message, transcriptFields), ...endBeforeStart(message)];
}

export function transcriptBody(message: TranscriptMessage): string {
  refuse("createTranscript", transcriptFaults(message));
  return JSON.stringify(written(message, transcriptFields));
}

const omniFlowFields: Fields = {
  dialedNumber: optional(line()),
  flowDevName: optional(line()),
  fallbackQueue: optional(line()),
  flowInputParameters: optional(scalars(apiName)),
};

export function omniFlowBody(body: ExecuteOmniFlow): string {
  const faults = faultsOf(body, omniFlowFields);
  if (faults.length === 0 && body.dialedNumber === undefined && body.flowDevName === undefined) {
    faults.push({ field: "dialedNumber", reason: "is missing: give it, or flowDevName for a transfer to a flow" });
  }
  refuse("executeOmniFlow", faults);
  return JSON.stringify(written(body, omniFlowFields));
}

const participant = oneOf("AGENT", "CUSTOMER");
const realtimeFields: Readonly<Record<string, Fields>> = {
  IntelligenceSignal__Category: {
    type: required(line()),
    value: required(line()),
    startTime: required(epochMs),
    score: optional(line()),
    participant: optional(participant),
  },
  IntelligenceSignal__Sentiment: {
    type: required(line()),
    value: required(sentiment),
    startTime: required(epochMs),
    score: optional(line()),
    participant: required(participant),
  },
};

export function realtimeBody(body: RealtimeConversationEvents): string {
  return eventsBody("realtimeConversationEvents", body, realtimeFields, { persist: optional(flag) });
}

const postFields: Fields = {
  type: required(line()),
  value: required(sentiment),
  startTime: required(epochMs),
  endTime: required(epochMs),
  participant: required(participant),
};

export function postBody(body: PostConversationEvents): string {
  const byType = { IntelligenceSignal__Sentiment: postFields, IntelligenceSignal__OverallSentimentScore: postFields };
  return eventsBody("postConversationEvents", body, byType, {});
}

function eventsBody(
  endpoint: Endpoint,
  body: RealtimeConversationEvents | PostConversationEvents,
  byType: Readonly<Record<string, Fields>>,
  more: Fields,
): string {
  const listOfEvents = {
    write: (value: never) => value as unknown,
    fault: (value: unknown) => (Array.isArray(value) && value.length > 0 ? null : "must be a list that is not empty"),
  };
  const fields: Fields = { service: required(line()), events: required(listOfEvents), ...more };
  const faults = faultsOf(body, fields);
  refuse(endpoint, faults);
  const types = Object.keys(byType);
  const fieldsFor = (event: unknown): Fields | undefined => {
    const type = isObject(event) && typeof event.type === "string" ? event.type : "";
    return Object.hasOwn(byType, type) ? byType[type] : undefined;
  };
  body.events.forEach((event, index) => {
    const of = fieldsFor(event);
    const at = `events[${index}].`;
    if (of === undefined) faults.push({ field: `${at}type`, reason: `must be one of ${types.join(", ")}` });
    else faults.push(...faultsOf(event, of, at), ...endBeforeStart(event, at));
  });
  refuse(endpoint, faults);
  const ascending = body.events.toSorted((one, other) => one.startTime - other.startTime);
  const events = ascending.map((event) => written(event, fieldsFor(event) ?? {}));
  return JSON.stringify({ ...body, events });
}

function endBeforeStart(body: unknown, at = ""): FieldFault[] {
  const { startTime, endTime } = (body ?? {}) as { startTime?: number; endTime?: number };
  const backwards = typeof startTime === "number" && typeof endTime === "number" && endTime < startTime;
  return backwards ? [{ field: `${at}endTime`, reason: "is before startTime" }] : [];
}

/** Half of a surrogate pair cannot be encoded in a URL. */
const halfCharacter = /\p{Surrogate}/u;

/** An id for the path: the two that a URL would take for folders are refused. */
export function pathId(endpoint: Endpoint, field: string, id: string): string {
  const reason = line().fault(id) ?? (id === "." || id === ".." || halfCharacter.test(id) ? "is no id" : null);
  refuse(endpoint, reason === null ? [] : [{ field, reason }]);
  return encodeURIComponent(id);
}

function refuse(endpoint: Endpoint, fields: readonly FieldFault[]): void {
  if (fields.length > 0) throw error("salesforce.invalid-body", { endpoint, fields });
}
