import { randomUUID } from "node:crypto";
import { defaultPolicy } from "@partner-telephony/calls";
import type { Instant, Policy } from "@partner-telephony/calls";
import type { VoiceApi } from "@partner-telephony/salesforce-voice";
import type { Couriers } from "../couriers/couriers.ts";
import type { Database } from "../store/database.ts";
import type { StoredContactCenter } from "../store/statements/read-contact-center.ts";
import type { TelephonySystem } from "../telephony/telephony-system.ts";
import type { TenantId } from "./engine.ts";

/** `code` is stable; the fields hold nothing personal. */
export type Log = (
  level: "info" | "warn" | "error",
  code: string,
  fields: Readonly<Record<string, string | number | null>>,
) => void;

export type VoiceTenant = StoredContactCenter & { readonly tenant: TenantId };

export interface EngineOptions {
  readonly database: Database;
  readonly telephony: TelephonySystem;
  /** Client of the tenant's org. Asked once for each tenant, `scrtUrl` and signer; the engine closes what it got. */
  readonly voiceApi: (tenant: VoiceTenant) => VoiceApi;
  /** Pages that report calls where the org signs. Absent: the clients of such contact centers need none. */
  readonly couriers?: Pick<Couriers, "tenants" | "onCome">;
  /** Epoch milliseconds. Default: Date.now. Several servers on one database need clocks that agree to within a second. */
  readonly now?: () => Instant;
  /** UUIDv4, lower case. Default: crypto.randomUUID. */
  readonly newId?: () => string;
  /** Where the recording of a call will be found: what a VoiceCall lists. Absent: none is listed. */
  readonly recordingLocation?: (callId: string) => string;
  readonly policy?: Partial<Policy>;
  readonly bounds?: Partial<Bounds>;
  readonly log?: Log;
}

/** Bounds of the workers. Durations in milliseconds. docs/what-is-stored.md shows them; a test compares. */
export interface Bounds {
  /** How often workers and listeners look by themselves, should news have been lost. */
  readonly slowPollMs: number;
  /** One attempt at the telephony system. Its claim ends half a second later. */
  readonly telephonyAttemptMs: number;
  /** One attempt at Salesforce's update and clear routing; the claim ends a second later. */
  readonly salesforceAttemptMs: number;
  readonly backOffMs: { readonly first: number; readonly highest: number };
  /** A row for Salesforce that has failed for so long is parked. */
  readonly parkAfterMs: number;
  /** Calls that one org may create in a second (telephony-integration-api.md, section 7), and how many of them updates may use. */
  readonly createsPerSecond: number;
  readonly updatesPerSecond: number;
  /** One request with transcripts; the claim ends a second later. */
  readonly transcriptAttemptMs: number;
  /** Utterances that one org may take in a second (telephony-integration-api.md, section 7). */
  readonly utterancesPerSecond: number;
  /** For so long an utterance is sent again that Salesforce, not yet told of the end of a hold or pause, does not want. */
  readonly pausedAgainMs: number;
  /** For so long after the end of a call its transcript waits for a VoiceCall that was never made or is made late. */
  readonly transcriptAwaitsMs: number;
  /** One download of a recording, from first to last byte; the claim ends a second later. */
  readonly recordingAttemptMs: number;
  /** A recording of more bytes is not fetched: 70 minutes of 8 kHz, 16 bits. */
  readonly recordingMostBytes: number;
  /** An agent's message that the telephony system has not taken for so long is given up. */
  readonly messageAwaitsMs: number;
  /** Pause before a call is offered again to an agent who has declined or missed it, once all have. */
  readonly offerAgainMs: number;
  /** How long signals, seen facts, idempotent answers and digits are kept. */
  readonly keepMs: number;
}

export const defaultBounds: Bounds = {
  slowPollMs: 1_000,
  telephonyAttemptMs: 2_000,
  salesforceAttemptMs: 5_000,
  backOffMs: { first: 250, highest: 300_000 },
  parkAfterMs: 86_400_000,
  createsPerSecond: 50,
  updatesPerSecond: 40,
  transcriptAttemptMs: 5_000,
  utterancesPerSecond: 5_000,
  pausedAgainMs: 5_000,
  transcriptAwaitsMs: 600_000,
  recordingAttemptMs: 60_000,
  recordingMostBytes: 67_108_864,
  messageAwaitsMs: 600_000,
  offerAgainMs: 5_000,
  keepMs: 86_400_000,
};

export interface Dependencies {
  readonly database: Database;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly recordingLocation: ((callId: string) => string) | null;
  /** Contact centers that have a courier here; null: it does not matter. */
  readonly reach: () => readonly TenantId[] | null;
  readonly policy: Policy;
  readonly bounds: Bounds;
  readonly log: Log;
  /** Told after each commit, so that workers need not wait for their poll. */
  readonly onStored: (stored: StoredNews) => void;
}

export interface StoredNews {
  readonly telephony: boolean;
  readonly salesforce: boolean;
  readonly nextDeadlineAt: Instant | null;
  readonly routing: boolean;
  readonly transcript?: boolean;
  readonly recording?: boolean;
  readonly message?: boolean;
}

export function dependenciesOf(options: EngineOptions, onStored: (news: StoredNews) => void): Dependencies {
  return {
    database: options.database,
    now: options.now ?? Date.now,
    newId: options.newId ?? randomUUID,
    recordingLocation: options.recordingLocation ?? null,
    reach: () => options.couriers?.tenants() ?? null,
    policy: { ...defaultPolicy, ...options.policy },
    bounds: { ...defaultBounds, ...options.bounds },
    log: options.log ?? (() => {}),
    onStored,
  };
}
