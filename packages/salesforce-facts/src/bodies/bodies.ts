import { sources, type Fact } from "../fact.ts";

/** An example body of the Telephony Integration API: what is sent, and what comes back. */
export interface ExampleBody extends Fact {
  readonly endpoint: string;
  readonly kind: "request" | "answer";
  /** HTTP status of an answer; null when no source states it. */
  readonly httpStatus: number | null;
  readonly body: unknown;
}

const vendorCallKey = "4c6f0f2a-0f0e-4f6e-9d4f-5a2b0c9f7a11";
const voiceCallId = "0LQ000000000001";
const { voiceGuide260, guide, lambdas } = sources;

/** Times and numbers are invented; names and shapes are Salesforce's. */
export const bodies: readonly ExampleBody[] = [
  {
    id: "body.create-inbound",
    endpoint: "createVoiceCall",
    kind: "request",
    httpStatus: null,
    body: {
      callCenterApiName: "Acme_Voice",
      vendorCallKey,
      to: "+18005550100",
      from: "+14155550123",
      initiationMethod: "Inbound",
      startTime: "2026-11-22T09:30:00.000Z",
      participants: [{ participantKey: "+14155550123", type: "END_USER" }],
      callAttributes: '{"SourceType":"Service"}',
    },
    source: `${voiceGuide260}, Create a Voice Call Record`,
    status: "confirmed-by-source",
  },
  {
    id: "body.create-transfer",
    endpoint: "createVoiceCall",
    kind: "request",
    httpStatus: null,
    body: {
      callCenterApiName: "Acme_Voice",
      vendorCallKey: "9a1d5a1e-7f0b-4a55-8a53-2f6f7f2f9b02",
      to: "+18005550100",
      from: "+14155550123",
      initiationMethod: "Transfer",
      parentVoiceCallId: voiceCallId,
      queue: "billing",
      startTime: "2026-11-22T09:34:10.000Z",
      participants: [{ participantKey: "+14155550123", type: "END_USER" }],
    },
    source: `${voiceGuide260}, Create a Voice Call Record; ${guide}, Transfer Calls`,
    status: "confirmed-by-source",
  },
  {
    id: "body.created",
    endpoint: "createVoiceCall",
    kind: "answer",
    httpStatus: null,
    body: { voiceCallId, errors: [] },
    source: `${voiceGuide260}, Create a Voice Call Record`,
    status: "confirmed-by-source",
  },
  {
    id: "body.created-with-errors",
    endpoint: "createVoiceCall",
    kind: "answer",
    httpStatus: null,
    body: { voiceCallId, errors: "Created with errors. Required fields missing: Reason__c" },
    source: `${voiceGuide260}, Create a Voice Call Record (errors is one text; its words are ours)`,
    status: "confirmed-by-source",
  },
  {
    id: "body.update-final",
    endpoint: "updateVoiceCall",
    kind: "request",
    httpStatus: null,
    body: {
      startTime: "2026-11-22T09:30:00.000Z",
      endTime: "2026-11-22T09:36:40.000Z",
      acceptTime: "2026-11-22T09:30:12.000Z",
      agent: "ann@acme.example",
      agentInteractionDuration: 360,
      totalHoldDuration: 28,
      numberOfHolds: 1,
      recordingLocation: "https://recordings.acme.example/4c6f0f2a",
      totalRecordingDuration: 388,
      disconnectReason: { value: "CUSTOMER_DISCONNECT", isError: false },
    },
    source: `${voiceGuide260}, Update a Voice Call Record`,
    status: "confirmed-by-source",
  },
  {
    id: "body.update-creates",
    endpoint: "updateVoiceCall",
    kind: "request",
    httpStatus: null,
    body: {
      callCenterApiName: "Acme_Voice",
      initiationMethod: "INBOUND",
      fromNumber: "+14155550123",
      toNumber: "+18005550100",
      startTime: "2026-11-22T09:30:00.000Z",
      endTime: "2026-11-22T09:36:40.000Z",
    },
    source: `${lambdas}: which fields a PATCH needs to make the record is not documented`,
    status: "unconfirmed",
  },
  {
    id: "body.updated",
    endpoint: "updateVoiceCall",
    kind: "answer",
    httpStatus: null,
    body: { status: "pending" },
    source: `${voiceGuide260}, Update a Voice Call Record`,
    status: "confirmed-by-source",
  },
  {
    id: "body.transcript",
    endpoint: "createTranscript",
    kind: "request",
    httpStatus: null,
    body: {
      participantId: `${vendorCallKey}END_USER`,
      messageId: "a8a1f0a8-67f1-4b8e-8a57-0a5d6f0f2b01",
      startTime: 1_795_339_815_000,
      endTime: 1_795_339_816_500,
      content: "My router blinks.",
      senderType: "END_USER",
    },
    source: `${sources.voiceGuide}, releases 228 to 260, Create a Transcript`,
    status: "confirmed-by-source",
  },
  {
    id: "body.bulk-accepted",
    endpoint: "createTranscripts",
    kind: "answer",
    httpStatus: 202,
    body: { result: "Accepted" },
    source: `${voiceGuide260}, Create Transcripts in Bulk`,
    status: "confirmed-by-source",
  },
  {
    id: "body.bulk-mixed",
    endpoint: "createTranscripts",
    kind: "answer",
    httpStatus: 207,
    body: {
      result: "Multi-Status",
      errorResponse: {
        errorResponseEntries: [
          { vendorCallKey, status: 202, message: "processed" },
          { vendorCallKey: "call-2", status: 409, message: "transcription paused" },
          { vendorCallKey: "call-3", status: 400, message: "RESOURCE_EXHAUSTED" },
        ],
      },
    },
    source: `${lambdas}, release CC21, contactLensProcessor`,
    status: "confirmed-by-source",
  },
  {
    id: "body.omni-flow",
    endpoint: "executeOmniFlow",
    kind: "request",
    httpStatus: null,
    body: { dialedNumber: "+18005550100", fallbackQueue: "General", flowInputParameters: { Language: "en" } },
    source: `${voiceGuide260}, Execute an Omni-Channel Flow`,
    status: "confirmed-by-source",
  },
  {
    id: "body.omni-flow-target",
    endpoint: "executeOmniFlow",
    kind: "answer",
    httpStatus: null,
    body: { agent: "agent-7", queue: "billing" },
    source: `${voiceGuide260}, Execute an Omni-Channel Flow; whether both keys always come is not stated`,
    status: "unconfirmed",
  },
  {
    id: "body.omni-flow-failed",
    endpoint: "executeOmniFlow",
    kind: "answer",
    httpStatus: null,
    body: { errors: ["no route"] },
    source: `${voiceGuide260}, Execute an Omni-Channel Flow; the HTTP status is not stated`,
    status: "confirmed-by-source",
  },
  {
    id: "body.realtime-events",
    endpoint: "realtimeConversationEvents",
    kind: "request",
    httpStatus: null,
    body: {
      service: "FabrikamInsights",
      persist: false,
      events: [
        { type: "IntelligenceSignal__Category", value: "Cancellation", startTime: 1_795_339_820_000 },
        {
          type: "IntelligenceSignal__Sentiment",
          value: "-250.00",
          startTime: 1_795_339_821_000,
          participant: "CUSTOMER",
        },
      ],
    },
    source: `${voiceGuide260}, Send a Real-Time Conversation Event`,
    status: "confirmed-by-source",
  },
];
