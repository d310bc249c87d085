import { OrgFault } from "../http/fault.ts";
import { isRecordId, toId18 } from "../org/ids.ts";
import type { Org } from "../org/org.ts";
import type { Transaction } from "../org/store.ts";
import type { CallCenter, Conversation } from "../org/tables.ts";
import { byVendorCallKey } from "../org/voice-calls.ts";
import { BulkBody, keysOf, MessageBody, parseBody } from "./bodies.ts";
import type { Limits } from "./limits.ts";

/** The open or closed conversation of a FIRST call's vendorCallKey; a voiceCallId or a later leg's key is refused. */
export function conversationOfFirstCall(org: Org, center: CallCenter, key: string): Conversation {
  const conversation = org.store.by("Conversation", "ConversationIdentifier", key).at(-1);
  if (conversation !== undefined) {
    if (conversation.callCenterId === center.Id) return conversation;
    throw new OrgFault("voice.wrong-contact-center", `Voice call ${key} belongs to another contact center.`);
  }
  if (isRecordId(key, "VoiceCall") && org.store.get("VoiceCall", toId18(key)) !== undefined) {
    throw new OrgFault("voice.key-kind", `${key} is a voiceCallId; send the vendorCallKey of the first call.`);
  }
  if (byVendorCallKey(org, key) !== undefined) {
    throw new OrgFault("voice.key-kind", `${key} belongs to a later leg; send the vendorCallKey of the first call.`);
  }
  throw new OrgFault("voice.not-found", `The org has no voice call with the vendorCallKey ${key}.`);
}

/** POST /voiceCalls/{vendorCallKey}/messages. */
export function createTranscript(
  org: Org,
  center: CallCenter,
  limits: Limits,
  key: string,
  body: unknown,
): { result: "Accepted" } {
  const message = parseBody(org, MessageBody, keysOf(MessageBody), body);
  const conversation = conversationOfFirstCall(org, center, key);
  checkPaused(conversation);
  if (!limits.takeUtterances(1)) {
    throw new OrgFault("voice.limit", `More than ${org.facts.utterancesPerSecond} utterances came in this second.`);
  }
  org.store.write((write) => storeMessage(org, write, conversation, message));
  return { result: "Accepted" };
}

export interface BulkEntryAnswer {
  vendorCallKey: string;
  status: 202 | 400 | 409;
  message: string;
}

export type BulkAnswer =
  | { status: 202; body: { result: "Accepted" } }
  | { status: 207; body: { result: string; errorResponse: { errorResponseEntries: BulkEntryAnswer[] } } };

/** POST /voiceCalls/messages: at most 5 calls with 5 messages each; one call's fault leaves the others alone. */
export function createTranscripts(org: Org, center: CallCenter, limits: Limits, body: unknown): BulkAnswer {
  const { entries } = parseBody(org, BulkBody, keysOf(BulkBody), body);
  const answers = entries.map((entry) => bulkEntry(org, center, limits, entry.vendorCallKey, entry.messages));
  if (answers.every((answer) => answer.status === 202)) return { status: 202, body: { result: "Accepted" } };
  const result = "Multi-Status: see errorResponse for each voice call";
  return { status: 207, body: { result, errorResponse: { errorResponseEntries: answers } } };
}

function bulkEntry(
  org: Org,
  center: CallCenter,
  limits: Limits,
  vendorCallKey: string,
  messages: unknown[],
): BulkEntryAnswer {
  try {
    const read = messages.map((message) => parseBody(org, MessageBody, keysOf(MessageBody), message));
    const conversation = conversationOfFirstCall(org, center, vendorCallKey);
    checkPaused(conversation);
    if (!limits.takeUtterances(read.length)) {
      // Salesforce answers 400 here, not 429 (reference, 5.4).
      return { vendorCallKey, status: 400, message: "RESOURCE_EXHAUSTED: utterances per second" };
    }
    org.store.write((write) => {
      for (const message of read) storeMessage(org, write, conversation, message);
    });
    return { vendorCallKey, status: 202, message: "Processed" };
  } catch (error) {
    if (!(error instanceof OrgFault)) throw error;
    return { vendorCallKey, status: error.code === "voice.transcription-paused" ? 409 : 400, message: error.message };
  }
}

/** Neither created nor stored while recording is paused or the customer is on hold; sending again is pointless. */
function checkPaused(conversation: Conversation): void {
  if (!conversation.customerOnHold && !conversation.recordingPaused) return;
  const why = conversation.recordingPaused ? "recording is paused" : "the customer is on hold";
  throw new OrgFault("voice.transcription-paused", `Transcription is paused for the participant: ${why}.`);
}

function storeMessage(org: Org, write: Transaction, conversation: Conversation, message: MessageBody): void {
  const key = conversation.ConversationIdentifier;
  if (message.startTime < conversation.startedAt || message.endTime > (conversation.closedAt ?? Infinity)) {
    org.findings.note("transcript.outside-conversation", `${key} ${message.messageId}`);
    return;
  }
  let Id = `${conversation.Id} ${message.messageId}`;
  if (write.get("TranscriptEntry", Id) !== undefined) {
    org.findings.note("transcript.repeated-message", `${key} ${message.messageId}`);
    if (org.facts.duplicateMessageId === "dropped") return;
    Id = `${Id} ${write.nextNumber("RepeatedMessage")}`;
  }
  write.put("TranscriptEntry", {
    Id,
    messageId: message.messageId,
    conversationId: conversation.Id,
    senderType: message.senderType,
    participantId: participantOf(org, key, message),
    content: message.content,
    startTime: message.startTime,
    endTime: message.endTime,
  });
}

/** END_USER, VIRTUAL_AGENT and SUPERVISOR get the id the guide prescribes, whatever was sent. */
function participantOf(org: Org, key: string, message: MessageBody): string {
  const { senderType, participantId } = message;
  if (senderType === "EXTERNAL_USER") return participantId;
  if (senderType !== "HUMAN_AGENT") return `${key}${senderType}`;
  if (org.store.get("User", toId18(participantId)) === undefined) org.findings.note("transcript.unknown-agent", key);
  return participantId;
}
