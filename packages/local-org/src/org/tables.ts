import type {
  AgentWork,
  Case,
  Contact,
  TranscriptEntry,
  UserRole,
  VoiceCall,
  VoiceCallRecording,
} from "../console-contract.ts";
import type { Plain } from "@partner-telephony/apex-runner/hosting";
import type { PresenceReason } from "../console-contract.ts";

export interface User {
  Id: string;
  Username: string;
  Name: string;
  role: UserRole;
  CallCenterId: string | null;
  presenceStatusId: string;
  /** To come when the user's work is over; null: nothing is. */
  pendingPresenceStatusId: string | null;
  presenceReason: PresenceReason;
  presenceSince: string;
}

export interface ServicePresenceStatus {
  Id: string;
  statusName: string;
  hasChannels: boolean;
}

/** A queue. */
export interface Group {
  Id: string;
  Name: string;
  DeveloperName: string;
}

export interface CenterItem {
  name: string;
  label: string;
  value: string;
  sortOrder: number;
}

export interface CenterSection {
  name: string;
  label: string;
  sortOrder: number;
  items: CenterItem[];
}

export interface CallCenter {
  Id: string;
  InternalName: string;
  DisplayName: string;
  vendorInfoApiName: string;
  /** PEM, one certificate. Its key verifies the tokens of this contact center. */
  certificate: string;
  sections: CenterSection[];
  /** Fields of the custom-config record of the setup wizard. */
  customConfig: Record<string, string>;
  importedAt: string;
}

/** Vendor's id of a queue or an agent. */
export interface CallCenterRoutingMap {
  Id: string;
  ExternalId: string;
  ReferenceRecordId: string;
}

export interface PendingServiceRouting {
  Id: string;
  WorkItemId: string;
  QueueId: string | null;
  PreferredUserId: string | null;
  CreatedDate: string;
}

/** Setup, Trusted URLs. */
export interface TrustedUrl {
  Id: string;
  name: string;
  /** Scheme and host, `*.` for any subdomain; no slash at the end. */
  url: string;
  directives: string[];
  isActive: boolean;
}

/** One conversation spans all legs of a call; transcripts go by the vendorCallKey of its first VoiceCall. */
export interface Conversation {
  Id: string;
  ConversationIdentifier: string;
  callCenterId: string;
  firstVoiceCallId: string;
  /** Epoch milliseconds. */
  startedAt: number;
  closedAt: number | null;
  customerOnHold: boolean;
  recordingPaused: boolean;
}

export interface ConversationEvent {
  Id: string;
  conversationId: string;
  phase: "realtime" | "post-call";
  service: string;
  type: string;
  value: string;
  startTime: number;
  participant: string | null;
}

/** An update that was answered `pending` and is not written yet. Kept so that a killed org still writes it. */
export interface PendingUpdate {
  Id: string;
  voiceCallId: string;
  body: unknown;
}

export interface StoredTranscript extends TranscriptEntry {
  Id: string;
}

/** Setup, Certificate and Key Management. `Id` is the unique name. */
export interface OwnCertificate {
  Id: string;
  /** PEM, both. */
  certificate: string;
  privateKey: string;
}

/** A record of an object that has no table here (custom objects first), or fields of a record that its table lacks. */
export interface ObjectRecord {
  Id: string;
  /** API name. */
  objectName: string;
  fields: Record<string, Plain>;
}

export interface Counter {
  Id: string;
  last: number;
}

export interface Tables {
  User: User;
  ServicePresenceStatus: ServicePresenceStatus;
  Group: Group;
  CallCenter: CallCenter;
  CallCenterRoutingMap: CallCenterRoutingMap;
  Contact: Contact;
  Case: Case;
  VoiceCall: VoiceCall;
  VoiceCallRecording: VoiceCallRecording;
  AgentWork: AgentWork;
  PendingServiceRouting: PendingServiceRouting;
  Conversation: Conversation;
  TranscriptEntry: StoredTranscript;
  ConversationEvent: ConversationEvent;
  PendingUpdate: PendingUpdate;
  TrustedUrl: TrustedUrl;
  OwnCertificate: OwnCertificate;
  ObjectRecord: ObjectRecord;
  Counter: Counter;
}

export type TableName = keyof Tables;

export const tableNames: readonly TableName[] = [
  "User",
  "ServicePresenceStatus",
  "Group",
  "CallCenter",
  "CallCenterRoutingMap",
  "Contact",
  "Case",
  "VoiceCall",
  "VoiceCallRecording",
  "AgentWork",
  "PendingServiceRouting",
  "Conversation",
  "TranscriptEntry",
  "ConversationEvent",
  "PendingUpdate",
  "TrustedUrl",
  "OwnCertificate",
  "ObjectRecord",
  "Counter",
];

/** What `POST /stand-in/reset` empties: everything that calls leave behind. */
export const callTables: readonly TableName[] = [
  "VoiceCall",
  "VoiceCallRecording",
  "AgentWork",
  "PendingServiceRouting",
  "Conversation",
  "TranscriptEntry",
  "ConversationEvent",
  "PendingUpdate",
];
