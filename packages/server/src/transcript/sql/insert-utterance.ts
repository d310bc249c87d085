import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";
import type { Utterance } from "../store-utterance.ts";

export async function insertUtterance(
  tx: Queryable,
  tenant: string,
  callId: string,
  { utteranceId, legId, text, startedAt, endedAt }: Utterance,
  now: number,
): Promise<void> {
  await tx.query(
    `insert into utterances (tenant_id, call_id, utterance_id, leg_id, text, started_at, ended_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tenant, callId, utteranceId, legId, text, sqlInstant(startedAt), sqlInstant(endedAt), sqlInstant(now)],
  );
}
