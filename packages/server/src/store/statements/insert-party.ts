import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

export interface Party {
  readonly partyId: string;
  readonly raw: string;
  readonly e164: string | null;
  readonly name: string | null;
  readonly dialed?: string | null;
}

/** A repeat with the same id changes nothing. */
export async function insertParty(tx: Queryable, tenant: string, party: Party, now: number): Promise<void> {
  await tx.query(
    `insert into parties (tenant_id, party_id, raw, e164, name, dialed, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [tenant, party.partyId, party.raw, party.e164, party.name, party.dialed ?? null, sqlInstant(now)],
  );
}
