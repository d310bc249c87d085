import type { Queryable } from "../../store/database.ts";
import type { SigningKeyRow } from "./insert-signing-key.ts";

export async function findSigningKey(db: Queryable): Promise<SigningKeyRow | null> {
  const [row] = await db.query<SigningKeyRow>(
    `select certificate, sealed_private_key, not_before, expires_at from signing_keys`,
  );
  return row ?? null;
}
