import type { Queryable } from "../../store/database.ts";

export async function deleteUtterances(
  tx: Queryable,
  tenant: string,
  callId: string,
  utteranceIds: readonly string[],
): Promise<void> {
  if (utteranceIds.length === 0) return;
  await tx.query("delete from utterances where tenant_id = $1 and call_id = $2 and utterance_id = any($3::uuid[])", [
    tenant,
    callId,
    utteranceIds,
  ]);
}
