import type { Queryable } from "../../store/database.ts";

/** The next signal number of each agent, who stays locked until commit; in id order, like every lock on agents. */
export async function takeSignalSeqs(
  tx: Queryable,
  tenant: string,
  agentIds: readonly string[],
): Promise<Map<string, number>> {
  if (agentIds.length === 0) return new Map();
  await tx.query(
    "select 1 from agents where tenant_id = $1 and agent_id = any($2::uuid[]) order by agent_id for update",
    [tenant, agentIds],
  );
  const rows = await tx.query<{ agent_id: string; last_seq: number }>(
    `update agents set last_seq = last_seq + 1 where tenant_id = $1 and agent_id = any($2::uuid[])
     returning agent_id, last_seq`,
    [tenant, agentIds],
  );
  return new Map(rows.map((row) => [row.agent_id, Number(row.last_seq)]));
}
