import type { AgentView, CallLog, CallMessage, CallView, RecordingBody, Signal } from "@partner-telephony/api";
import type { AgentFact, AgentId, CallId, Command, Fact, PartyId, Refusal } from "@partner-telephony/calls";
import type { z } from "zod";
import type { OfferTaken } from "../recordings/take-offer.ts";
import type { MessageStored, MessageToStore } from "../messages/store-message.ts";
import type { Queryable } from "../store/database.ts";
import type { Utterance, UtteranceStored } from "../transcript/store-utterance.ts";

/** Row id of a tenant: `<org id>:<contact center internal name>` (see `tenants/tenant-id.ts`). It comes from the authenticated principal, never from a body. */
export type TenantId = string;

export interface Origin {
  readonly traceparent: string | null;
  /** Makes a repeat harmless: stored with its answer in the same transaction as the effect. */
  readonly idempotencyKey: string | null;
  /**
   * Epoch of the console session that sends an agent's command. Given and not the one of the agent's present lease, the command is
   * refused with `session.superseded`, under the agent's lock. Absent: not checked (workers, facts, lease commands).
   */
  readonly epoch?: number | null;
}

export interface CommandStored {
  readonly refused: false;
  /** A request to the telephony system is under way and a signal will tell its end. */
  readonly pending: boolean;
  readonly callVersion: number;
  readonly agent: AgentView | null;
  /** Epoch of the lease after `takeLease`, the console session's proof from now on; else null. */
  readonly epoch?: number | null;
}

export interface ParkedRow {
  readonly outboxId: number;
  readonly lane: "telephony" | "salesforce";
  readonly callId: CallId;
  readonly type: string;
  readonly attempts: number;
  readonly parkedAt: number;
  /** Code of the last failure, nothing personal. */
  readonly code: string;
}

/** Decides, stores and tells: the one door to calls and agents. HTTP, sockets and workers stand before it. */
export interface Engine {
  /** Locks agents, then the call, in id order; stores log, outbox and signals in one transaction. */
  command(
    tenant: TenantId,
    command: Command,
    origin: Origin,
    /** Joins the transaction and is undone with a refusal: for the party or the digits that the command names. */
    work?: (tx: Queryable) => Promise<void>,
  ): Promise<Refusal | CommandStored>;
  /**
   * A console session is still there: its lease ends `leaseMs` from now. Goes into no log. Refused with `session.superseded` or
   * `agent.unknown`.
   */
  renewLease(
    tenant: TenantId,
    agentId: AgentId,
    held: { readonly sessionId: string; readonly epoch: number },
  ): Promise<Refusal | null>;
  /** `factId` known already: `repeated`, nothing happens. `work` joins the transaction (for the party of a caller). */
  fact(
    tenant: TenantId,
    fact: Fact | AgentFact,
    origin: Origin & { readonly factId: string | null },
    work?: (tx: Queryable) => Promise<void>,
  ): Promise<{ readonly repeated: boolean }>;

  /** Keeps what somebody said until Salesforce has it; speech while recording is paused or on hold is counted, not kept. */
  utterance(tenant: TenantId, callId: CallId, utterance: Utterance): Promise<UtteranceStored>;

  /** What the telephony system says of the recording of a call that has ended; an offered one is fetched until it is stored. */
  recording(tenant: TenantId, callId: CallId, offer: RecordingBody, traceparent: string | null): Promise<OfferTaken>;

  /** A message on a call, of either side; the telephony system gets an agent's, agents on the call hear of both. */
  message(tenant: TenantId, callId: CallId, message: MessageToStore): Promise<MessageStored>;
  messages(tenant: TenantId, callId: CallId): Promise<CallMessage[]>;

  addAgent(tenant: TenantId, agentId: AgentId, capacity: number, tx: Queryable): Promise<void>;
  /**
   * Keeps a number and a name apart from the log. E.164 is worked out by the caller where it can be. `dialed`: the number of the
   * contact center that this party rang (`to` of the VoiceCall), null when it was us who dialed.
   */
  addParty(
    tenant: TenantId,
    party: { partyId: PartyId; raw: string; e164: string | null; name: string | null; dialed?: string | null },
    tx: Queryable,
  ): Promise<void>;
  /** Keeps digits until the telephony system has taken them, or the request's deadline has passed. */
  addDigits(tenant: TenantId, digits: { digitsId: string; digits: string }, tx: Queryable): Promise<void>;

  call(tenant: TenantId, callId: CallId): Promise<CallView | null>;
  /** Calls that are not over for this agent. */
  callsOfAgent(tenant: TenantId, agentId: AgentId): Promise<CallView[]>;
  activeCalls(tenant: TenantId): Promise<CallView[]>;
  callLog(tenant: TenantId, callId: CallId): Promise<z.infer<typeof CallLog> | null>;
  agent(tenant: TenantId, agentId: AgentId): Promise<AgentView | null>;

  /** Consistent: everything up to and including `seq` is contained. */
  snapshot(tenant: TenantId, agentId: AgentId): Promise<{ seq: number; agent: AgentView; calls: CallView[] } | null>;
  /** Gap-free, ascending; null when `afterSeq` is no longer kept or was never given out. */
  signalsAfter(tenant: TenantId, agentId: AgentId, afterSeq: number, limit: number): Promise<Signal[] | null>;
  /** "News" for the agent: read `signalsAfter`. Answers how to stop. */
  onNews(tenant: TenantId, agentId: AgentId, listener: () => void): () => void;

  /** Outbox rows that cannot be delivered as they are: kept, shown, and tried again when somebody asks. */
  parked(tenant: TenantId): Promise<ParkedRow[]>;
  retryParked(tenant: TenantId, outboxId: number): Promise<boolean>;

  start(): Promise<void>;
  stop(): Promise<void>;
}
