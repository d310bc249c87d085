import type { KeyObject, webcrypto } from "node:crypto";
import { Pool, type Dispatcher } from "undici";
import { directSend } from "./direct-send.ts";
import { callEndpoints, eventEndpoints, transcriptEndpoints } from "./endpoints.ts";
import { voiceApiOrigin } from "./origin.ts";
import { requester } from "./requester.ts";
import { wait } from "./time-limit.ts";
import { shortOrgId, tokenSource } from "./token.ts";
import type {
  BulkTranscriptMessage,
  CallId,
  CreatedVoiceCall,
  CreateVoiceCall,
  ExecuteOmniFlow,
  OmniFlowTarget,
  PostConversationEvents,
  RealtimeConversationEvents,
  TranscriptMessage,
  TranscriptsAnswer,
  UpdateVoiceCall,
} from "./bodies.ts";
import type { VoiceApiErrorCode } from "./errors.ts";
import type { Endpoint } from "./retry-rules.ts";

export type SigningKey = webcrypto.CryptoKey | KeyObject;

/** One tenant's client. */
export interface VoiceApiOptions {
  /** Origin of the org's voice API, as Salesforce hands it over in `scrtUrl`. A trailing slash or `/telephony/v1` is dropped. */
  readonly origin: string;
  /** 15 or 18 characters; sent as 15. */
  readonly orgId: string;
  /** Internal name (API name) of the contact center. */
  readonly contactCenterName: string;
  /** Asked for each new token (about every 140 s), never kept: a rotated key is picked up by the next token. */
  readonly signingKey: () => Promise<SigningKey>;
  /** Value of the `Telephony-Provider-Name` header. */
  readonly providerName: string;
  /** Epoch milliseconds. Default: Date.now. */
  readonly now?: () => number;
  /** Waits; rejects when the signal aborts. Default: a timer. Back-off and time-outs both use it. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 ≤ x < 1, for jitter. Default: Math.random. */
  readonly random?: () => number;
  /** Default: an own pool of 16 connections, closed by `close()`. A dispatcher that is given is never closed. */
  readonly dispatcher?: Dispatcher;
  /** Told of each attempt, for metrics and traces. Holds nothing personal. Must not throw. */
  readonly onAttempt?: (attempt: AttemptReport) => void;
}

export interface AttemptReport {
  readonly endpoint: Endpoint;
  /** 1 for the first. */
  readonly attempt: number;
  readonly status: number | null;
  readonly code: VoiceApiErrorCode | null;
  readonly durationMs: number;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** W3C trace context, passed on as it is. */
  readonly traceparent?: string;
  /** Milliseconds for the whole request, retries and signing included. Default: the endpoint's rule. */
  readonly deadlineMs?: number;
  /** Milliseconds for one attempt. Default: the endpoint's rule. */
  readonly attemptTimeoutMs?: number;
}

/** All endpoints but createTranscripts reject with a `VoiceApiError`. Names and meanings: docs/salesforce-voice-api.md. */
export interface VoiceApi {
  /** POST /voiceCalls. Two seconds in all, up to three retries on 429, 5xx and network failures. */
  createVoiceCall(body: CreateVoiceCall, options?: RequestOptions): Promise<CreatedVoiceCall>;
  /** PATCH /voiceCalls/{id}. Salesforce answers before it is done; the outcome cannot be asked for. */
  updateVoiceCall(id: CallId, body: UpdateVoiceCall, options?: RequestOptions): Promise<void>;
  /** POST /voiceCalls/{firstVendorCallKey}/messages. */
  createTranscript(firstVendorCallKey: string, message: TranscriptMessage, options?: RequestOptions): Promise<void>;
  /**
   * POST /voiceCalls/messages, in requests of at most 5 calls × 5 messages, one after the other. Never rejects for what
   * Salesforce or the network did: every message has an outcome, `stoppedBy` says why some were not sent.
   */
  createTranscripts(messages: readonly BulkTranscriptMessage[], options?: RequestOptions): Promise<TranscriptsAnswer>;
  /** PATCH /voiceCalls/{id}/omniFlow. */
  executeOmniFlow(id: CallId, body: ExecuteOmniFlow, options?: RequestOptions): Promise<OmniFlowTarget>;
  /** PATCH /voiceCalls/{id}/clearRouting. */
  clearRouting(id: CallId, options?: RequestOptions): Promise<void>;
  /** POST /voiceCalls/{firstVendorCallKey}/realtimeConversationEvents. */
  realtimeConversationEvents(
    firstVendorCallKey: string,
    body: RealtimeConversationEvents,
    options?: RequestOptions,
  ): Promise<void>;
  /** POST /voiceCalls/{firstVendorCallKey}/postConversationEvents, after the conversation has closed. */
  postConversationEvents(
    firstVendorCallKey: string,
    body: PostConversationEvents,
    options?: RequestOptions,
  ): Promise<void>;
  /** Drops the cached token; the next request signs with the key as it is then. For key rotation. */
  forgetToken(): void;
  /** Closes the client's own pool. */
  close(): Promise<void>;
}

/** @throws {TypeError} when an option is none (origin, org id, contact center name, provider name). */
export function createVoiceApi(options: VoiceApiOptions): VoiceApi {
  const contactCenterName = headerText("contactCenterName", options.contactCenterName);
  const now = options.now ?? Date.now;
  const origin = voiceApiOrigin(options.origin);
  const issuer = shortOrgId(options.orgId);
  const providerName = headerText("providerName", options.providerName);
  const token = tokenSource({ issuer, subject: contactCenterName, signingKey: options.signingKey, now });
  const ownPool = options.dispatcher === undefined ? new Pool(origin, { connections: 16 }) : null;
  const dispatcher = options.dispatcher ?? (ownPool as Pool);
  const request = requester({
    send: directSend({ origin, providerName, dispatcher, token }),
    now,
    sleep: options.sleep ?? wait,
    random: options.random ?? Math.random,
    onAttempt: options.onAttempt ?? (() => undefined),
  });
  return {
    ...callEndpoints(request, contactCenterName),
    ...transcriptEndpoints(request, now),
    ...eventEndpoints(request),
    forgetToken: () => token.forget(),
    close: async () => ownPool?.close(),
  };
}

/** Goes into a header and a claim: printable ASCII only, so that nothing can break out of the header. */
function headerText(option: string, value: string): string {
  if (!/^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/.test(value)) throw new TypeError(`${option}: must be printable ASCII`);
  return value;
}
