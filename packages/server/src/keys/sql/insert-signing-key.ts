import type { Queryable } from "../../store/database.ts";

export interface SigningKeyRow {
  readonly certificate: string;
  readonly sealed_private_key: string;
  readonly not_before: Date;
  readonly expires_at: Date;
}

/** The first one stays: servers that start at the same time agree on it. */
export async function insertSigningKey(db: Queryable, row: SigningKeyRow, now: number): Promise<void> {
  await db.query(
    `insert into signing_keys (certificate, sealed_private_key, not_before, expires_at, created_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [row.certificate, row.sealed_private_key, row.not_before, row.expires_at, new Date(now)],
  );
}
