import { randomUUID } from "node:crypto";
import type { TelephonyFact } from "@partner-telephony/api";
import type { Fact } from "@partner-telephony/calls";
import { readNumber } from "../http/phone-number.ts";
import type { Engine, TenantId } from "../engine/engine.ts";
import { insertCallAttributes } from "../store/statements/insert-call-attributes.ts";
import type { Queryable } from "../store/database.ts";
import { findAgentProfile } from "../tenants/sql/find-agent-profile.ts";

interface Mapped {
  readonly fact: Fact;
  readonly work?: (tx: Queryable) => Promise<void>;
}

/** What a fact is put into our words with. */
export interface FactPorts {
  readonly engine: Engine;
  readonly database: Queryable;
}

/** Names, numbers and attributes go apart from the log; all else is the fact as it came. */
async function mapFact(
  { engine, database }: FactPorts,
  tenant: TenantId,
  country: string | null,
  given: TelephonyFact,
): Promise<Mapped> {
  if (given.type === "callArrived") return arrived(engine, tenant, country, given);
  if (given.type === "callbackRequested") {
    // Whom nobody knows was not asked for: the callback is then anybody's.
    const agent = given.agent === null ? null : await findAgentProfile(database, tenant, given.agent);
    return callback(engine, tenant, country, given, agent?.agent_id ?? null);
  }
  const { factId: _, ...fact } = given;
  return { fact };
}

type FactOf<T extends TelephonyFact["type"]> = Extract<TelephonyFact, { type: T }>;

function callback(
  engine: Engine,
  tenant: TenantId,
  country: string | null,
  given: FactOf<"callbackRequested">,
  forAgentId: string | null,
): Mapped {
  const { factId: _, to, customerName, agent: __, ...rest } = given;
  const partyId = randomUUID();
  const party = { partyId, raw: to, e164: readNumber(to, country), name: customerName, dialed: null };
  return { fact: { ...rest, partyId, forAgentId }, work: (tx) => engine.addParty(tenant, party, tx) };
}

function arrived(engine: Engine, tenant: TenantId, country: string | null, given: FactOf<"callArrived">): Mapped {
  const { factId: _, from, to, callerName, attributes, ...rest } = given;
  const partyId = randomUUID();
  const dialed = readNumber(to, country) ?? to;
  const party = { partyId, raw: from, e164: readNumber(from, country), name: callerName, dialed };
  const work = async (tx: Queryable): Promise<void> => {
    await engine.addParty(tenant, party, tx);
    if (attributes !== undefined) await insertCallAttributes(tx, tenant, given.callId, attributes);
  };
  return { fact: { ...rest, partyId }, work };
}

/** A fact has happened and is never refused: one about an unknown call becomes an entry for reconciliation. */
export async function storeFact(
  ports: FactPorts,
  tenant: TenantId,
  country: string | null,
  given: TelephonyFact,
  traceparent: string | null,
): Promise<{ factId: string; repeated: boolean }> {
  const { fact, work } = await mapFact(ports, tenant, country, given);
  const origin = { traceparent, idempotencyKey: null, factId: given.factId };
  const { repeated } = await ports.engine.fact(tenant, fact, origin, work);
  return { factId: given.factId, repeated };
}
