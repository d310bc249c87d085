import type { Queryable } from "../../store/database.ts";

export interface AnswerKey {
  readonly tenant: string;
  readonly scope: string;
  readonly key: string;
}

export interface AnswerRow {
  readonly fingerprint: Uint8Array;
  readonly sealed_answer: string | null;
}

/** Takes the key, or finds what was taken before. In a transaction, waits for one that has just taken it. */
export async function claimAnswer(db: Queryable, at: AnswerKey, fingerprint: Buffer, now: number): Promise<AnswerRow> {
  await db.query(
    `insert into http_answers (tenant_id, scope, key, fingerprint, created_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [at.tenant, at.scope, at.key, fingerprint, new Date(now)],
  );
  const [row] = await db.query<AnswerRow>(
    `select fingerprint, sealed_answer from http_answers where tenant_id = $1 and scope = $2 and key = $3`,
    [at.tenant, at.scope, at.key],
  );
  if (row === undefined) throw new Error("An answer's row was taken and is not there.");
  return row;
}
