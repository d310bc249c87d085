/**
 * Everything that console pages and the stand-in org say to each other. Same origin, JSON, no password: the page names
 * its user in every request (18- or 15-character id, or username). Failures are `Problem` with content type
 * application/problem+json. The console page runs the connector protocol itself and reports here what it saw.
 *
 *   GET   /console/org                                  → OrgView                (users to choose from, contact centers)
 *   GET   /console/setup-message?user=                  → SetupMessageAnswer     (409 console.no-contact-center: user is in none)
 *   GET   /console/state?user=                          → ConsoleState           (everything the widget shows after a load)
 *   GET   /console/changes?user=&after=<revision>       → text/event-stream of ConsoleChange (see below)
 *   PUT   /console/presence                  PresenceRequest         → PresenceView
 *   POST  /console/connector-events          ConnectorEventRequest   → ConnectorEventAnswer
 *   POST  /console/agent-work/:id/actions    AgentWorkActionRequest  → AgentWorkActionAnswer
 *   POST  /console/frames                    FramesRequest           → { kept: number }   (for tests: GET /stand-in/frames)
 *   GET   /console/records/VoiceCall?limit=             → RecordList<VoiceCall>  newest first
 *   GET   /console/records/VoiceCall/:id                → VoiceCallPage          (404 record.not-found)
 *   PATCH /console/records/VoiceCall/:id     VoiceCallEdit           → VoiceCall
 *   POST  /console/apex/<Class>.<method>     ApexRequest             → { result: unknown }  (Problem with `exception`; 501 apex.not-hosted)
 *   GET   /console/records/Contact?limit=  GET /console/records/Case?limit=  → RecordList<Contact> | RecordList<Case>
 *
 * Change stream: SSE `id:` is the revision, `data:` one ConsoleChange. A reconnect sends `Last-Event-ID` (the browser
 * does so by itself) and gets what it missed. If that is no longer kept (or the org was reset) the first message has
 * `kind: "reset"`: load /console/state again. A comment line arrives every 15 s. A user's stream carries their own
 * presence and AgentWork, and every VoiceCall, VoiceCallRecording, transcript entry, Contact and Case.
 */
import { z } from "zod";

/* ---------- records (field API names are Salesforce's; ids have 18 characters; times are ISO 8601 UTC) ---------- */

export type CallDisposition = "new" | "in-progress" | "completed";

export interface VoiceCall {
  Id: string; // 0LQ…
  Name: string; // VC-00000001
  CallType: "Inbound" | "Outbound" | "Transfer" | "Callback" | "InternalCall";
  CallOrigin: "Preview" | "Progressive" | "Voicemail" | null;
  CallDisposition: CallDisposition;
  CallResolution: string | null;
  VendorType: "ContactCenter";
  VendorCallKey: string;
  CallCenterId: string | null;
  FromPhoneNumber: string | null;
  ToPhoneNumber: string | null;
  CallStartDateTime: string | null;
  CallEndDateTime: string | null;
  CallQueuedDateTime: string | null;
  CallAcceptDateTime: string | null;
  CallDurationInSeconds: number | null;
  CustomerHoldDuration: number | null;
  LongestHoldDuration: number | null;
  NumberOfHolds: number | null;
  QueueName: string | null;
  UserId: string | null;
  OwnerId: string;
  PreviousCallId: string | null;
  NextCallId: string | null;
  ConversationId: string | null;
  RelatedRecordId: string | null;
  RecordTypeId: string | null;
  SourceType: string | null;
  DisconnectReason: string | null;
  Description: string | null;
  QualityScore: number | null;
  IsRecorded: boolean;
  CallRecordingId: string | null;
  CreatedDate: string;
  LastModifiedDate: string;
  /** Custom fields (`Name__c`) that callAttributes brought along. */
  customFields: Record<string, string | number | boolean | null>;
}

export interface VoiceCallRecording {
  Id: string; // 0n3…
  VoiceCallId: string;
  Name: string;
  MediaContentId: string;
  DurationInSeconds: number;
  IsConsented: boolean;
  UploadDateTime: string;
}

/** AgentWork.Status as Omni-Channel has it. */
export type AgentWorkStatus = "Assigned" | "Opened" | "Declined" | "DeclinedOnPushTimeout" | "Canceled" | "Closed";

export interface AgentWork {
  Id: string; // 0Bz…
  WorkItemId: string | null; // the VoiceCall; null while a call that Salesforce could not record has none
  UserId: string;
  ServiceChannelId: string; // 0N9…
  Status: AgentWorkStatus;
  AssignedDateTime: string;
  AcceptDateTime: string | null;
  CloseDateTime: string | null;
  /** The connector has said CALL_CONNECTED. Not read off the record: the provider's final update may complete that first. */
  wasConnected: boolean;
  /** The conversation has ended and the agent finishes up: closing the work ends it. */
  inAfterConversationWork: boolean;
  /** Connector's callId, the key to pair later connector events. */
  vendorCallKey: string;
}

export interface Contact {
  Id: string; // 003…
  Name: string;
  Phone: string | null;
  /** The connector's Contact has these beside the number (guide, chapter 16); the org keeps them with the contact. */
  PhonePrefix: string | null;
  PhoneExtension: string | null;
  Email: string | null;
}

export interface Case {
  Id: string; // 500…
  CaseNumber: string;
  Subject: string;
  Status: string;
  ContactId: string | null;
}

/** What the record page shows of the conversation. */
export interface TranscriptEntry {
  messageId: string;
  conversationId: string;
  senderType: "END_USER" | "HUMAN_AGENT" | "VIRTUAL_AGENT" | "SUPERVISOR" | "EXTERNAL_USER";
  participantId: string;
  content: string;
  /** Epoch milliseconds. */
  startTime: number;
  endTime: number;
}

/* ---------- views ---------- */

export type UserRole = "agent" | "supervisor" | "admin";

export interface UserView {
  Id: string; // 005…
  Username: string;
  Name: string;
  role: UserRole;
  callCenterId: string | null;
}

export interface ContactCenterView {
  Id: string; // 04v…
  internalName: string;
  displayName: string;
  vendorInfoApiName: string;
  importedAt: string;
  userIds: string[];
}

export interface OrgView {
  organizationId: string; // 00D…, 18 characters
  name: string;
  users: UserView[];
  contactCenters: ContactCenterView[];
}

export interface PresenceStatusView {
  statusId: string; // 0N5…, or "0" for offline
  statusName: string;
  hasChannels: boolean;
  isOffline: boolean;
}

export type PresenceReason =
  | "agent" // chosen in the widget
  | "connector" // SET_AGENT_STATUS event of the connector
  | "decline" // Update Status on Decline
  | "push-time-out" // Update Status on Push Time-Out
  | "login";

export interface PresenceView {
  userId: string;
  statusId: string;
  /** Chosen during a call and taken when no work is left (guide, Change Status While on a Call); null: nothing waits. */
  pendingStatusId: string | null;
  reason: PresenceReason;
  since: string;
}

/** Setup > Presence Configuration Settings and the contact center's flags. Null: leave the status as it is. */
export interface PresenceConfiguration {
  updateStatusOnDecline: string | null;
  updateStatusOnPushTimeOut: string | null;
  /** Null: a call rings until somebody answers. The page runs the clock and posts the action `push-time-out`. */
  pushTimeOutSeconds: number | null;
  afterConversationWorkAllowed: boolean;
  /** Null: no limit. */
  afterConversationWorkSeconds: number | null;
}

/** What to load in the connector's iframe, and the window message to post into it after its load event. */
/** An @AuraEnabled method with its parameters by name, in the name of a user. */
export const ApexRequest = z.strictObject({
  user: z.string().min(1).max(80),
  parameters: z.record(z.string(), z.unknown()).default({}),
});
export type ApexRequest = z.infer<typeof ApexRequest>;

export interface SetupMessageAnswer {
  connectorUrl: string; // ConversationVendorInfo.connectorUrl
  connectorOrigin: string; // targetOrigin of the setup message
  /** ConversationVendorInfo.bridgeComponent: `c:messageBridge`; the console loads it (guide, chapter 8). */
  bridgeComponent?: string | undefined;
  /** Flat, as the guide has it; all values strings except `isACWAllowed` (boolean). Goes out as data.connectorConfig. */
  connectorConfig: Record<string, string | boolean>;
}

export interface ConsoleState {
  revision: number;
  user: UserView;
  presence: PresenceView;
  presenceStatuses: PresenceStatusView[];
  presenceConfiguration: PresenceConfiguration;
  /** By `namespace.label`: what a custom error of the connector names (guide, chapter 8). */
  customLabels: Record<string, string>;
  /** Not yet closed, declined or canceled, oldest first; with their calls. */
  agentWork: AgentWork[];
  voiceCalls: VoiceCall[];
}

export type ConsoleChange =
  | { kind: "reset"; revision: number }
  | { kind: "presence"; revision: number; presence: PresenceView }
  | { kind: "agent-work"; revision: number; agentWork: AgentWork }
  | { kind: "voice-call"; revision: number; voiceCall: VoiceCall }
  | { kind: "recording"; revision: number; recording: VoiceCallRecording }
  | { kind: "transcript"; revision: number; entry: TranscriptEntry }
  | { kind: "contact-center"; revision: number; contactCenter: ContactCenterView };

export interface RecordList<T> {
  records: T[];
  totalSize: number;
}

export interface VoiceCallPage {
  voiceCall: VoiceCall;
  recording: VoiceCallRecording | null;
  trustedForMedia: string[]; // the org's Trusted URLs with media-src: recordings play from these only
  owner: string; // name of user or queue
  agent: string | null;
  relatedRecord: { Id: string; objectName: "Contact" | "Case"; label: string } | null;
  previousCall: { Id: string; Name: string } | null;
  nextCall: { Id: string; Name: string } | null;
  transcript: TranscriptEntry[];
}

export interface Problem {
  type: string;
  status: number;
  code: string; // area.reason
  title: string;
  detail: string;
  fields: { path: string; line?: number; message: string }[];
  traceId: string;
  /** `apex.failed`: the exception as the platform tells it, `error.body` of a component. */
  exception?: unknown;
}

/* ---------- requests ---------- */

const user = z.string().min(1).max(80);
const text = z.string().max(1_000);

export const PresenceRequest = z.strictObject({
  user,
  statusId: z.string().min(1).max(18),
  reason: z.enum(["agent", "connector", "login"]),
  /** Take it when no work is left; at once when there is none. */
  enqueueNextState: z.boolean().optional(),
});
export type PresenceRequest = z.infer<typeof PresenceRequest>;

/** A PhoneCall as the connector sent it. Only the fields the org reads are named; others pass and are dropped. */
export const ReportedCall = z.looseObject({
  callId: text.min(1),
  callType: text.nullish(), // any spelling: Inbound, inbound, Outbound, Transfer, Callback, InternalCall, …
  phoneNumber: text.nullish(),
  state: text.nullish(),
  reason: text.nullish(), // ended | error
  closeCallOnError: z.boolean().nullish(),
  agentStatus: text.nullish(), // DeclinedByAgent, MissedCallAgent, FailedConnectAgent, …
  isReplayedCall: z.boolean().nullish(),
  callAttributes: z
    .looseObject({
      voiceCallId: text.nullish(),
      participantType: text.nullish(),
      parentId: text.nullish(),
    })
    .nullish(),
  callInfo: z.looseObject({ initialCallId: text.nullish() }).nullish(),
});
export type ReportedCall = z.infer<typeof ReportedCall>;

/**
 * What the page saw the connector publish, in order, one request each. Only these events matter to the org; mute,
 * contacts, logs and errors stay in the page. Reporting a call twice (a replay, a reloaded page) changes nothing.
 */
export const ConnectorEventRequest = z.discriminatedUnion("eventType", [
  /** `callOrigin`: a component started the call by startPreviewCall. */
  z.object({
    user,
    eventType: z.literal("CALL_STARTED"),
    call: ReportedCall,
    callOrigin: z.literal("Preview").optional(),
  }),
  z.object({ user, eventType: z.literal("QUEUED_CALL_STARTED"), call: ReportedCall }),
  z.object({ user, eventType: z.literal("CALL_CONNECTED"), call: ReportedCall }),
  /** The page brings all shapes of HANGUP (array, one call) into this array. */
  z.object({ user, eventType: z.literal("HANGUP"), calls: z.array(ReportedCall).min(1).max(20) }),
  z.object({ user, eventType: z.literal("AFTER_CALL_WORK_STARTED"), callId: text.min(1) }),
  z.object({ user, eventType: z.literal("WRAP_UP_ENDED"), callId: text.min(1) }),
  /** While true the org keeps no transcript of this call. */
  z.object({ user, eventType: z.literal("HOLD_TOGGLE"), callId: text.min(1), isCustomerOnHold: z.boolean() }),
  /** `mos`: as the library says it; 3.6.2 may say any number, or none. */
  z.object({
    user,
    eventType: z.literal("UPDATE_AUDIO_STATS_COMPLETED"),
    callId: text.min(1),
    mos: z.number().nullable(),
  }),
  z.object({ user, eventType: z.literal("RECORDING_TOGGLE"), callId: text.min(1), isRecordingPaused: z.boolean() }),
]);
export type ConnectorEventRequest = z.infer<typeof ConnectorEventRequest>;

/** The records after the event. HANGUP answers for its first call. Null: nothing of ours has that callId. */
export interface ConnectorEventAnswer {
  revision: number;
  voiceCall: VoiceCall | null;
  agentWork: AgentWork | null;
  presence: PresenceView;
}

/**
 * decline: the agent declined (besides DECLINE_CALL to the connector). push-time-out: nobody answered in time.
 * close: the agent closed the work or the VoiceCall tab (besides WRAP_UP_CALL to the connector).
 */
export const AgentWorkActionRequest = z.strictObject({
  user,
  action: z.enum(["decline", "push-time-out", "close"]),
});
export type AgentWorkActionRequest = z.infer<typeof AgentWorkActionRequest>;

export interface AgentWorkActionAnswer {
  revision: number;
  agentWork: AgentWork;
  /** Changed by Update Status on Decline / Push Time-Out, else as before: send SET_AGENT_STATUS when it differs. */
  presence: PresenceView;
}

export const FramesRequest = z.strictObject({
  user,
  frames: z
    .array(
      z.strictObject({
        at: z.number().int().nonnegative(), // epoch milliseconds
        direction: z.enum(["to-connector", "from-connector"]),
        frame: z.unknown(),
      }),
    )
    .min(1)
    .max(200),
});
export type FramesRequest = z.infer<typeof FramesRequest>;

export const VoiceCallEdit = z.strictObject({
  user,
  CallResolution: text.nullish(),
  Description: z.string().max(32_000).nullish(),
  RelatedRecordId: z.string().max(18).nullish(),
  SourceType: z.enum(["Sales", "Service"]).nullish(),
  QualityScore: z.number().min(1).max(5).nullish(),
});
export type VoiceCallEdit = z.infer<typeof VoiceCallEdit>;
