import { readCreated, readOmniFlow, readOmniFlowRefusal } from "./answers.ts";
import { readBulkAnswer, sendTranscripts } from "./bulk-transcripts.ts";
import type { BulkTranscriptMessage } from "./bodies.ts";
import { createBody, omniFlowBody, pathId, postBody, realtimeBody, transcriptBody, updateBody } from "./outgoing.ts";
import type { Requester } from "./requester.ts";
import { retryRules, type Endpoint } from "./retry-rules.ts";
import { grouped } from "./split-transcripts.ts";
import type { VoiceApi } from "./voice-api.ts";

/** Bodies of most 2xx answers are not documented: the status says it all. */
const nothing = (): void => undefined;

/** The rule's path with its id; the id is named as in the path. */
function pathOf(endpoint: Endpoint, id: string): string {
  const { path } = retryRules[endpoint];
  return path.replace(/\{(\w+)\}/, (_, field: string) => pathId(endpoint, field, id));
}

export function callEndpoints(
  request: Requester,
  contactCenterName: string,
): Pick<VoiceApi, "createVoiceCall" | "updateVoiceCall" | "executeOmniFlow" | "clearRouting"> {
  return {
    async createVoiceCall(given, options) {
      const body = createBody(given, contactCenterName);
      const { path } = retryRules.createVoiceCall;
      const asked = { endpoint: "createVoiceCall", path, body, read: readCreated } as const;
      const { value, attempts } = await request(asked, options);
      return { ...value, attempts };
    },
    async updateVoiceCall(id, given, options) {
      const endpoint = "updateVoiceCall";
      const body = updateBody(given, contactCenterName);
      await request({ endpoint, path: pathOf(endpoint, id), body, read: nothing }, options);
    },
    async executeOmniFlow(id, given, options) {
      const endpoint = "executeOmniFlow";
      const path = pathOf(endpoint, id);
      const body = omniFlowBody(given);
      const readers = { read: readOmniFlow, readRefusal: readOmniFlowRefusal };
      return (await request({ endpoint, path, body, ...readers }, options)).value;
    },
    async clearRouting(id, options) {
      const endpoint = "clearRouting";
      // The guide knows no body; Salesforce's client sends an empty one with the JSON content type.
      await request({ endpoint, path: pathOf(endpoint, id), body: "", read: nothing }, options);
    },
  };
}

export function transcriptEndpoints(
  request: Requester,
  now: () => number,
): Pick<VoiceApi, "createTranscript" | "createTranscripts"> {
  return {
    async createTranscript(firstVendorCallKey, message, options) {
      const endpoint = "createTranscript";
      const path = pathOf(endpoint, firstVendorCallKey);
      await request({ endpoint, path, body: transcriptBody(message), read: nothing }, options);
    },
    createTranscripts(messages, options = {}) {
      const { path, deadlineMs } = retryRules.createTranscripts;
      const deadlineAt = now() + (options.deadlineMs ?? deadlineMs);
      return sendTranscripts(messages, async (ofOneRequest) => {
        const left = { ...options, deadlineMs: deadlineAt - now() };
        const asked = {
          endpoint: "createTranscripts",
          path,
          body: bulkBody(ofOneRequest),
          read: readBulkAnswer,
        } as const;
        return (await request(asked, left)).value;
      });
    },
  };
}

function bulkBody(messages: readonly BulkTranscriptMessage[]): string {
  const entries = grouped(messages, (message) => message.vendorCallKey).map((ofOneCall) => ({
    vendorCallKey: ofOneCall[0]?.vendorCallKey,
    messages: ofOneCall.map(({ vendorCallKey: _, ...message }) => message),
  }));
  return JSON.stringify({ entries });
}

export function eventEndpoints(
  request: Requester,
): Pick<VoiceApi, "realtimeConversationEvents" | "postConversationEvents"> {
  return {
    async realtimeConversationEvents(firstVendorCallKey, given, options) {
      const endpoint = "realtimeConversationEvents";
      const path = pathOf(endpoint, firstVendorCallKey);
      await request({ endpoint, path, body: realtimeBody(given), read: nothing }, options);
    },
    async postConversationEvents(firstVendorCallKey, given, options) {
      const endpoint = "postConversationEvents";
      const path = pathOf(endpoint, firstVendorCallKey);
      await request({ endpoint, path, body: postBody(given), read: nothing }, options);
    },
  };
}
