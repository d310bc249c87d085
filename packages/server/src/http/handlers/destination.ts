import type { Destination } from "@partner-telephony/api";
import type { Endpoint } from "@partner-telephony/calls";
import type { z } from "zod";
import type { Engine, TenantId } from "../../engine/engine.ts";
import type { Database, Queryable } from "../../store/database.ts";
import { agentExists } from "../../tenants/sql/agent-exists.ts";
import { findContactCenter } from "../../tenants/sql/find-contact-center.ts";
import { queueExists } from "../../tenants/sql/queue-exists.ts";
import { readNumber } from "../phone-number.ts";
import { ProblemError } from "../problem-error.ts";

export interface Resolved {
  readonly to: Endpoint;
  /** Keeps the party's number, in the transaction of the command that dials it. */
  readonly work?: (tx: Queryable) => Promise<void>;
}

/**
 * Where an agent wants to be connected to, checked against the contact center. `partyId`: id for a number's party,
 * `callerId`: our number that it sees.
 * @throws ProblemError `number.invalid`, `queue.unknown`, `agent.unknown`
 */
export async function resolveDestination(
  { db, engine }: { db: Database; engine: Engine },
  tenant: TenantId,
  destination: z.output<typeof Destination>,
  partyId: string,
  callerId: string | null = null,
): Promise<Resolved> {
  if (destination.kind === "agent") {
    if (!(await agentExists(db, tenant, destination.agentId))) throw new ProblemError("agent.unknown");
    return { to: destination };
  }
  if (destination.kind === "queue") {
    if (!(await queueExists(db, tenant, destination.queueId))) throw new ProblemError("queue.unknown");
    return { to: destination };
  }
  const center = await findContactCenter(db, tenant);
  const e164 = readNumber(destination.number, center?.default_country ?? null);
  if (e164 === null) {
    throw new ProblemError("number.invalid", { fields: [{ path: "to.number", message: "is no phone number" }] });
  }
  const party = { partyId, raw: destination.number, e164, name: null, dialed: callerId };
  return { to: { kind: "party", partyId }, work: (tx) => engine.addParty(tenant, party, tx) };
}
