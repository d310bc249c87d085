import type { MessageBody, TelephonyRequestBody } from "@partner-telephony/api";

export type TelephonyAnswer =
  /** It will try, and tell by a fact with the same requestId what became of it. */
  | { readonly accepted: true }
  /** It will never do it; a repeat is pointless. `code` is stable, such as `destination.unreachable`. */
  | { readonly accepted: false; readonly code: string };

/**
 * The seam to a provider's telephony system: requests out; facts come in through the signed webhook. A request may come twice
 * with the same requestId and must then have one effect.
 */
export interface TelephonySystem {
  /**
   * Rejects when it is not known whether the request has arrived: it is then sent again with the same id until its deadline.
   * @throws {TelephonyUnavailable}
   */
  request(
    body: TelephonyRequestBody,
    options: { readonly traceparent: string | null; readonly signal: AbortSignal },
  ): Promise<TelephonyAnswer>;
  /**
   * The bytes of a recording that was offered with this id (`POST /v1/calls/{callId}/recordings`), until `signal` ends it.
   * Absent: the telephony system records nothing.
   * @throws {TelephonyUnavailable} it is tried again
   */
  recording?(
    recordingId: string,
    options: { readonly traceparent: string | null; readonly signal: AbortSignal },
  ): Promise<AsyncIterable<Uint8Array>>;
  /**
   * What a component on an agent's page says to the telephony system, at least once with the same messageId and in the call's
   * order. Absent: the agent hears `request.unsupported`.
   * @throws {TelephonyUnavailable} it is sent again
   */
  message?(
    callId: string,
    message: MessageBody,
    options: { readonly traceparent: string | null; readonly signal: AbortSignal },
  ): Promise<TelephonyAnswer>;
  close(): Promise<void>;
}

export class TelephonyUnavailable extends Error {
  override readonly name = "TelephonyUnavailable";
  /** `telephony.unreachable`, `.timeout`, `.failed`, `.unauthorized`, `.busy` or `.malformed-answer`. */
  readonly code: string;
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  constructor(code: string, message: string, status: number | null = null, retryAfterMs: number | null = null) {
    super(message);
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}
