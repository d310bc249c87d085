import { OrgFault } from "../http/fault.ts";
import { vendorOf, type Org } from "../org/org.ts";
import type { CallCenter, Conversation, ConversationEvent } from "../org/tables.ts";
import { keysOf, parseBody, PostCallEventsBody, RealtimeEventsBody } from "./bodies.ts";
import { conversationOfFirstCall } from "./transcripts.ts";

export interface EventsAnswer {
  status: "202 Accepted";
}

/** POST …/realtimeConversationEvents; needs intelligenceSupported in the vendor record and the service it was given. */
export function takeRealtimeEvents(org: Org, center: CallCenter, key: string, body: unknown): EventsAnswer {
  const read = parseBody(org, RealtimeEventsBody, keysOf(RealtimeEventsBody), body);
  const conversation = check(org, center, key, read.service);
  store(org, conversation, "realtime", read.service, read.events);
  return { status: "202 Accepted" };
}

/** POST …/postConversationEvents; only after the conversation has closed. */
export function takePostCallEvents(org: Org, center: CallCenter, key: string, body: unknown): EventsAnswer {
  const read = parseBody(org, PostCallEventsBody, keysOf(PostCallEventsBody), body);
  const conversation = check(org, center, key, read.service);
  if (conversation.closedAt === null) {
    throw new OrgFault("voice.conversation-open", `The conversation of ${key} is still open.`);
  }
  store(org, conversation, "post-call", read.service, read.events);
  return { status: "202 Accepted" };
}

function check(org: Org, center: CallCenter, key: string, service: string): Conversation {
  if (vendorOf(org, center).capabilities["intelligenceSupported"] !== true) {
    throw new OrgFault(
      "voice.intelligence-off",
      "intelligenceSupported is not true in the Conversation Vendor Info record.",
    );
  }
  if (service !== org.definition.intelligenceService) {
    const message = `must be ${org.definition.intelligenceService}, the value this org knows the partner by`;
    throw new OrgFault("voice.body-invalid", `service: ${message}.`, [{ path: "service", message }]);
  }
  return conversationOfFirstCall(org, center, key);
}

type SentEvent = Pick<ConversationEvent, "type" | "value" | "startTime"> & { participant?: string | undefined };

function store(
  org: Org,
  conversation: Conversation,
  phase: ConversationEvent["phase"],
  service: string,
  events: SentEvent[],
): void {
  org.store.write((write) => {
    for (const { type, value, startTime, participant } of events) {
      write.put("ConversationEvent", {
        Id: `${conversation.Id} ${write.nextNumber("ConversationEvent")}`,
        conversationId: conversation.Id,
        phase,
        service,
        type,
        value,
        startTime,
        participant: participant ?? null,
      });
    }
  });
}
