import type { MessageBody, TelephonyRequestBody } from "@partner-telephony/api";
import type { TelephonySystem } from "../../src/telephony/telephony-system.ts";

export const CREDENTIALS = {
  telephony: "telephony-credential-of-the-contract",
  webhook: "webhook-secret-of-the-contract",
  operator: "operator-credential-of-the-contract",
} as const;

/** A telephony system with what the suite needs of the people at its phones. */
export interface SystemUnderContract {
  /** What the server is given. */
  readonly telephony: TelephonySystem;
  /** Requests that it refuses, every time, with `request.unsupported`. */
  readonly unsupported: readonly TelephonyRequestBody["type"][];
  /** Requests that it takes and never answers. */
  readonly silentOn: readonly TelephonyRequestBody["type"][];
  /** Facts go there from now on, signed with `CREDENTIALS.webhook`. */
  start(serverUrl: string): Promise<void>;
  /** Somebody calls; the ids are the server's. */
  inboundCall(): Promise<{ readonly callId: string; readonly legId: string }>;
  /** Somebody far away picks up, or hangs up, by themselves. */
  answers(legId: string): Promise<void>;
  hangsUp(legId: string): Promise<void>;
  /** Null: it has no messages, and its `TelephonySystem` leaves `message` out. */
  readonly messages: {
    /** Somebody at the telephony system says something to components on agents' pages. */
    says(callId: string, text: string): Promise<void>;
    /** What these have said to it, oldest first. */
    heard(callId: string): Promise<readonly MessageBody["body"][]>;
  } | null;
  stop(): Promise<void>;
}
