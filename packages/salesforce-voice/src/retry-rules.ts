export const endpoints = [
  "createVoiceCall",
  "updateVoiceCall",
  "createTranscript",
  "createTranscripts",
  "executeOmniFlow",
  "clearRouting",
  "realtimeConversationEvents",
  "postConversationEvents",
] as const;

export type Endpoint = (typeof endpoints)[number];

export interface RetryRule {
  readonly method: "POST" | "PATCH";
  /** Below /telephony/v1. */
  readonly path: string;
  /** What lets Salesforce recognise a repeat; "none" when nothing does. */
  readonly id: string;
  /** Whether the same request may be sent again when the first may have had its effect. */
  readonly repeatIsSafe: boolean;
  readonly ofADouble: string;
  readonly source: string;
  readonly status: "confirmed-by-source" | "unconfirmed";
  /** Repeats made inside one request of the client; 0 leaves repeating to the caller's durable queue. */
  readonly retries: number;
  /** Milliseconds for the whole request, retries, waits and signing included. */
  readonly deadlineMs: number;
  readonly attemptTimeoutMs: number;
}

/**
 * What is promised to Salesforce, per endpoint: the client obeys it, a durable queue in front of the client should too,
 * docs/salesforce-voice-api.md shows it (a test keeps both alike).
 */
export const retryRules: Readonly<Record<Endpoint, RetryRule>> = {
  createVoiceCall: {
    method: "POST",
    path: "/voiceCalls",
    id: "vendorCallKey",
    repeatIsSafe: true,
    ofADouble: "Returns the existing record. Later releases allow several records for one key.",
    source: "Voice Implementation Guide, releases 236 and 246; retries: Partner Telephony guide v60, chapter 5",
    status: "unconfirmed",
    retries: 3,
    deadlineMs: 2_000,
    attemptTimeoutMs: 1_200,
  },
  updateVoiceCall: {
    method: "PATCH",
    path: "/voiceCalls/{id}",
    id: "the call id in the path",
    repeatIsSafe: true,
    ofADouble: "Writes the same values again. A later body overwrites hold and talk durations.",
    source: "Voice Implementation Guide, releases 236 to 260, Update a Voice Call Record",
    status: "confirmed-by-source",
    retries: 0,
    deadlineMs: 10_000,
    attemptTimeoutMs: 10_000,
  },
  createTranscript: {
    method: "POST",
    path: "/voiceCalls/{vendorCallKey}/messages",
    id: "messageId",
    repeatIsSafe: true,
    ofADouble: "The guide asks for a unique messageId; whether a repeated one is dropped or kept is not documented.",
    source: "Voice Implementation Guide, releases 228 to 260, Create a Transcript",
    status: "unconfirmed",
    retries: 0,
    deadlineMs: 10_000,
    attemptTimeoutMs: 10_000,
  },
  createTranscripts: {
    method: "POST",
    path: "/voiceCalls/messages",
    id: "messageId",
    repeatIsSafe: true,
    ofADouble: "As createTranscript. Only the limited or unknown messages of a batch are repeated.",
    source: "Voice Implementation Guide, release 260, Create Transcripts in Bulk",
    status: "unconfirmed",
    retries: 0,
    deadlineMs: 30_000,
    attemptTimeoutMs: 10_000,
  },
  executeOmniFlow: {
    method: "PATCH",
    path: "/voiceCalls/{id}/omniFlow",
    id: "none",
    repeatIsSafe: false,
    ofADouble: "May run the flow twice and leave a second PendingServiceRouting.",
    source: "Partner Telephony guide v60, voicemail and transfer to flow (the routing record); repeats: none",
    status: "unconfirmed",
    retries: 2,
    deadlineMs: 8_000,
    attemptTimeoutMs: 6_000,
  },
  clearRouting: {
    method: "PATCH",
    path: "/voiceCalls/{id}/clearRouting",
    id: "the call id in the path",
    repeatIsSafe: true,
    ofADouble: "Finds nothing more to clear; the answer to that is not documented.",
    source: "Voice Implementation Guide, releases 250 and 260, Clear Routing",
    status: "unconfirmed",
    retries: 0,
    deadlineMs: 10_000,
    attemptTimeoutMs: 10_000,
  },
  realtimeConversationEvents: {
    method: "POST",
    path: "/voiceCalls/{vendorCallKey}/realtimeConversationEvents",
    id: "none",
    repeatIsSafe: false,
    ofADouble: "May show the supervisor the same signal twice; a late signal is worth little.",
    source: "Voice Implementation Guide, release 260; repeats: none",
    status: "unconfirmed",
    retries: 0,
    deadlineMs: 5_000,
    attemptTimeoutMs: 5_000,
  },
  postConversationEvents: {
    method: "POST",
    path: "/voiceCalls/{vendorCallKey}/postConversationEvents",
    id: "none",
    repeatIsSafe: true,
    ofADouble: "Not documented. Salesforce's own client repeats on 429 and 5xx.",
    source: "ServiceCloudVoiceLambdas, Contact Center 14.2, post-call analysis",
    status: "unconfirmed",
    retries: 0,
    deadlineMs: 10_000,
    attemptTimeoutMs: 10_000,
  },
};
