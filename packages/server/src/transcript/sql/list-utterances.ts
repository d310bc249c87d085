import type { Queryable } from "../../store/database.ts";
import type { Utterance } from "../store-utterance.ts";

export interface WaitingUtterance extends Utterance {
  readonly createdAt: number;
}

interface Row {
  readonly utterance_id: string;
  readonly leg_id: string;
  readonly text: string;
  readonly started_at: Date;
  readonly ended_at: Date;
  readonly created_at: Date;
}

/** The first that wait, as they were said. */
export async function listUtterances(
  db: Queryable,
  tenant: string,
  callId: string,
  limit: number,
): Promise<WaitingUtterance[]> {
  const rows = await db.query<Row>(
    `select utterance_id, leg_id, text, started_at, ended_at, created_at from utterances
     where tenant_id = $1 and call_id = $2 order by position limit $3`,
    [tenant, callId, limit],
  );
  return rows.map((row) => ({
    utteranceId: row.utterance_id,
    legId: row.leg_id,
    text: row.text,
    startedAt: row.started_at.getTime(),
    endedAt: row.ended_at.getTime(),
    createdAt: row.created_at.getTime(),
  }));
}
