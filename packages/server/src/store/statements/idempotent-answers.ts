import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

export interface IdempotentAnswer<Answer> {
  readonly fingerprint: string;
  readonly answer: Answer;
}

/** `scope` says who asked for what, so that keys of two principals never meet. */
export async function readIdempotentAnswer<Answer>(
  db: Queryable,
  tenant: string,
  scope: string,
  key: string,
): Promise<IdempotentAnswer<Answer> | null> {
  const rows = await db.query<IdempotentAnswer<Answer>>(
    "select fingerprint, answer from idempotency where tenant_id = $1 and scope = $2 and key = $3",
    [tenant, scope, key],
  );
  return rows[0] ?? null;
}

/** Answers false when somebody else has just stored one: the transaction must be undone and the answer read. */
export async function storeIdempotentAnswer(
  tx: Queryable,
  tenant: string,
  scope: string,
  key: string,
  { fingerprint, answer }: IdempotentAnswer<unknown>,
  now: number,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into idempotency (tenant_id, scope, key, fingerprint, answer, created_at)
     values ($1, $2, $3, $4, $5::jsonb, $6) on conflict do nothing returning key`,
    [tenant, scope, key, fingerprint, JSON.stringify(answer), sqlInstant(now)],
  );
  return rows.length === 1;
}
