import { randomUUID } from "node:crypto";
import type { TelephonyFact } from "@partner-telephony/api";
import type { Fact } from "@partner-telephony/calls";
import { readNumber } from "../http/phone-number.ts";
import type { Engine, TenantId } from "../engine/engine.ts";
import { insertCallAttributes } from "../store/statements/insert-call-attributes.ts";
import type { Queryable } from "../store/database.ts";

interface Mapped {
  readonly fact: Fact;
  readonly work?: (tx: Queryable) => Promise<void>;
}

/** Names, numbers and attributes go apart from the log; all else is the fact as it came. */
function mapFact(engine: Engine, tenant: TenantId, country: string | null, given: TelephonyFact): Mapped {
  if (given.type !== "callArrived") {
    const { factId: _, ...fact } = given;
    return { fact };
  }
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
  engine: Engine,
  tenant: TenantId,
  country: string | null,
  given: TelephonyFact,
  traceparent: string | null,
): Promise<{ factId: string; repeated: boolean }> {
  const { fact, work } = mapFact(engine, tenant, country, given);
  const origin = { traceparent, idempotencyKey: null, factId: given.factId };
  const { repeated } = await engine.fact(tenant, fact, origin, work);
  return { factId: given.factId, repeated };
}
