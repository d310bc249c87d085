import type { Agent } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/** Under the agent's lock: `lastSeq` is counted from what was locked. */
export async function updateAgent(
  tx: Queryable,
  tenant: string,
  agent: Agent,
  lastSeq: number,
  now: number,
): Promise<void> {
  await tx.query(
    `update agents set version = $3, snapshot = $4::jsonb, routability = $5, available_since = $6, last_seq = $7,
       changed_at = $8
     where tenant_id = $1 and agent_id = $2`,
    [
      tenant,
      agent.agentId,
      agent.version,
      JSON.stringify(agent),
      agent.routability,
      agent.availableSince === null ? null : sqlInstant(agent.availableSince),
      lastSeq,
      sqlInstant(now),
    ],
  );
}
