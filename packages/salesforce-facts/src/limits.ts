import { sources, type Fact } from "./fact.ts";

export interface Limit extends Fact {
  readonly what: string;
  /** Null when no public source gives a figure. */
  readonly value: number | null;
  readonly unit: string;
}

const { guide, voiceGuide248, voiceGuide260, libraries, lambdas, objectReference, connect } = sources;

export const limits: readonly Limit[] = [
  limit("limit.conversations", "open conversations of an org", 25_000, "conversations", voiceGuide248),
  limit("limit.calls-per-second", "calls created in an org", 50, "calls a second", voiceGuide248),
  limit("limit.utterances-per-second", "utterances in an org", 5_000, "utterances a second", voiceGuide248),
  limit(
    "limit.bulk-calls",
    "calls in one bulk transcript request",
    5,
    "calls",
    `${voiceGuide260}; not printed for v60`,
  ),
  limit(
    "limit.bulk-messages",
    "messages of one call in a bulk request",
    5,
    "messages",
    `${voiceGuide260}; not printed for v60`,
  ),
  limit("limit.recording-url", "recording URL", 1_000, "characters", `${guide}, Call Recordings`),
  limit("limit.recordings-per-call", "recordings of one VoiceCall", 1, "recordings", `${guide}, Call Recordings`),
  limit(
    "limit.signed-url-lifetime",
    "least life of a signed recording URL",
    300,
    "seconds",
    `${guide}, Call Recordings`,
  ),
  limit(
    "limit.create-retries",
    "retries of a create before the call goes on alone",
    3,
    "retries",
    `${guide}, chapter 5`,
  ),
  limit(
    "limit.token-lifetime",
    "token's exp after now",
    180,
    "seconds",
    "Voice Implementation Guide, release 226; 24 h in 260",
  ),
  limit("limit.key-warning", "days before expiry that Setup warns of a key", 5, "days", guide),
  limit("limit.post-call-events", "events in one post-call request of Salesforce's client", 25, "events", lambdas),
  limit(
    "limit.message-id",
    "messageId, from the field that stores it",
    36,
    "characters",
    `${objectReference}, ConversationEntry`,
  ),
  limit("limit.sentiment", "sentiment, either side of zero", 1_000, "points", voiceGuide260),
  limit("limit.transcript-upload", "upload of transcripts", 512, "MB", `${connect}, Bulk Upload`),
  limit("limit.upload-ids", "upload ids asked for at once", 100, "ids", `${connect}, Statuses`),
  limit("limit.contacts-page", "contacts of one page when the host names none", 50, "contacts", libraries),
  limit("limit.contacts-unfiltered", "contacts answered when the host filters by itself", 1_000, "contacts", guide),
  limit("limit.login-frame", "height of the login frame when none is given", 350, "pixels", libraries),
  limit("limit.memory-log", "in-memory log before it is thrown away", 7_500_000, "characters", libraries),
  limit("limit.contact-center-sections", "sections of a contact center file", 500, "sections", `${guide}, chapter 4`),
  limit(
    "limit.contact-center-items",
    "items of one section of a contact center file",
    1_000,
    "items",
    `${guide}, chapter 4`,
  ),
  undocumented("limit.clock-skew", "clock difference a token may have", "seconds"),
  undocumented("limit.vendor-call-key", "vendorCallKey", "characters"),
  undocumented("limit.transcript-content", "content of one transcript message", "characters"),
  undocumented("limit.call-attributes", "callAttributes as a string", "characters"),
  undocumented("limit.realtime-events", "events in one real-time request", "events"),
  undocumented("limit.requests-per-second", "requests of one org, all endpoints", "requests a second"),
];

function limit(id: string, what: string, value: number, unit: string, source: string): Limit {
  const status = source.includes("not printed for v60") ? "unconfirmed" : "confirmed-by-source";
  return { id, what, value, unit, source, status };
}

/** No public figure was found: nobody may rely on one. */
function undocumented(id: string, what: string, unit: string): Limit {
  return { id, what, value: null, unit, source: "no public source found", status: "unconfirmed" };
}
