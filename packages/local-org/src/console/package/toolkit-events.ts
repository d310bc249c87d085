import type { TranscriptEntry, VoiceCall } from "../../console-contract.ts";
import type { HostedCall } from "../host/phone.ts";

/** An event of the toolkit's element (Voice Implementation Guide, "LWC Telephony Events"). */
export interface ToolkitEvent {
  readonly name: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const isLive = (hosted: HostedCall | undefined): boolean =>
  hosted !== undefined && hosted.phase !== "afterConversationWork";
const isConnected = (hosted: HostedCall | undefined): boolean => hosted?.phase === "connected";

interface Rule {
  readonly name: string;
  readonly happens: (before: HostedCall | undefined, after: HostedCall | undefined) => boolean;
  /** What it tells besides the callId. Who is muted or recorded is not told. */
  readonly tells?: readonly ("callType" | "participant")[];
}
const turned =
  (flag: "isOnHold" | "isMuted" | "isRecordingPaused", to: boolean): Rule["happens"] =>
  (before, after) =>
    isConnected(before) && isConnected(after) && before?.[flag] !== to && after?.[flag] === to;

/** In the order in which they are told when several happen at once. */
const rules: readonly Rule[] = [
  {
    name: "callstarted",
    happens: (before, after) => before === undefined && isLive(after) && !after?.call.isReplayed,
    tells: ["callType", "participant"],
  },
  {
    name: "callconnected",
    happens: (before, after) => !isConnected(before) && isConnected(after) && !after?.call.isReplayed,
    tells: ["callType", "participant"],
  },
  { name: "hold", happens: turned("isOnHold", true), tells: ["participant"] },
  { name: "resume", happens: turned("isOnHold", false), tells: ["participant"] },
  { name: "mute", happens: turned("isMuted", true) },
  { name: "unmute", happens: turned("isMuted", false) },
  { name: "pauserecording", happens: turned("isRecordingPaused", true) },
  { name: "resumerecording", happens: turned("isRecordingPaused", false) },
  { name: "callended", happens: (before, after) => isLive(before) && !isLive(after) },
  { name: "wrapupended", happens: (before, after) => before?.phase === "afterConversationWork" && after === undefined },
];

/**
 * What the toolkit tells of the phone's calls: every component hears of every call. Calls that a connector replays after a
 * reload are not told; whether an org tells them is unconfirmed, and components have to do without.
 */
export function toolkitEvents(before: readonly HostedCall[], after: readonly HostedCall[]): ToolkitEvent[] {
  const find = (calls: readonly HostedCall[], callId: string) => calls.find(({ call }) => call.callId === callId);
  const callIds = new Set([...before, ...after].map(({ call }) => call.callId));
  return [...callIds].flatMap((callId) => {
    const [was, is] = [find(before, callId), find(after, callId)];
    const { callType, phoneNumber } = (is ?? was)!.call;
    const known = { callType, participant: phoneNumber };
    return rules
      .filter(({ happens }) => happens(was, is))
      .map(({ name, tells = [] }) => {
        const told = Object.fromEntries(tells.map((field) => [field, known[field]]));
        return { name, detail: { callId, ...told } };
      });
  });
}

const roles: Readonly<Record<TranscriptEntry["senderType"], string>> = {
  HUMAN_AGENT: "Agent",
  SUPERVISOR: "Supervisor",
  END_USER: "EndUser",
  VIRTUAL_AGENT: "VirtualAgent",
  EXTERNAL_USER: "EndUser",
};

/** `callId` is the primary call's key: the transcript of a conversation belongs to its first VoiceCall. Null: no such call here. */
export function transcriptEvent(entry: TranscriptEntry, voiceCalls: Iterable<VoiceCall>): ToolkitEvent | null {
  const legs = [...voiceCalls].filter(({ ConversationId }) => ConversationId === entry.conversationId);
  const first = legs.find(({ PreviousCallId }) => PreviousCallId === null) ?? legs[0];
  if (first === undefined) return null;
  const detail = {
    id: entry.messageId,
    callId: first.VendorCallKey,
    clientSentTimestamp: entry.startTime,
    serverReceivedTimestamp: entry.endTime,
    content: { formatType: "Text", text: entry.content },
    sender: { role: roles[entry.senderType] },
  };
  return { name: "transcript", detail };
}
