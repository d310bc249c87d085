import type { Queryable } from "../../store/database.ts";
import { sqlInstant } from "../../store/statements/instant.ts";

/** All parts are there: from now on it is played. */
export async function markRecordingStored(db: Queryable, tenant: string, callId: string): Promise<void> {
  await db.query(
    `update recordings set state = 'stored', claimed_until = null, last_code = null
     where tenant_id = $1 and call_id = $2 and state = 'offered'`,
    [tenant, callId],
  );
}

export async function postponeRecording(
  db: Queryable,
  tenant: string,
  callId: string,
  dueAt: number,
  code: string,
): Promise<void> {
  await db.query(
    `update recordings set due_at = $3, claimed_until = null, last_code = $4
     where tenant_id = $1 and call_id = $2 and state = 'offered'`,
    [tenant, callId, sqlInstant(dueAt), code],
  );
}

/** It could not be had: whoever asks is told that there is none. */
export async function giveUpRecording(tx: Queryable, tenant: string, callId: string, code: string): Promise<void> {
  await tx.query(
    `update recordings set state = 'none', claimed_until = null, last_code = $3
     where tenant_id = $1 and call_id = $2 and state = 'offered'`,
    [tenant, callId, code],
  );
  await tx.query("delete from recording_parts where tenant_id = $1 and call_id = $2", [tenant, callId]);
}
