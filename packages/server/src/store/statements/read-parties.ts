import type { Queryable } from "../database.ts";

/** Null in all fields once the party has been erased. */
export interface StoredParty {
  readonly raw: string | null;
  readonly e164: string | null;
  readonly name: string | null;
  readonly dialed: string | null;
}

export async function readParties(
  db: Queryable,
  tenant: string,
  partyIds: readonly string[],
): Promise<Map<string, StoredParty>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db.query<StoredParty & { party_id: string }>(
    "select party_id, raw, e164, name, dialed from parties where tenant_id = $1 and party_id = any($2::uuid[])",
    [tenant, partyIds],
  );
  return new Map(rows.map((row) => [row.party_id, row]));
}
