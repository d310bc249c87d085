import type { Call } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/** Answers false when the stored version is not `expectedVersion` any more. */
export async function updateCall(
  tx: Queryable,
  tenant: string,
  call: Call,
  expectedVersion: number,
  seeksAgentSince: number | null,
  openAgentIds: readonly string[],
  now: number,
): Promise<boolean> {
  const rows = await tx.query(
    `update calls set version = $3, phase = $4, snapshot = $5::jsonb, agent_ids = $6::uuid[],
       seeks_agent_since = $7, changed_at = $8
     where tenant_id = $1 and call_id = $2 and version = $9 returning call_id`,
    [
      tenant,
      call.callId,
      call.version,
      call.phase,
      JSON.stringify(call),
      openAgentIds,
      seeksAgentSince === null ? null : sqlInstant(seeksAgentSince),
      sqlInstant(now),
      expectedVersion,
    ],
  );
  return rows.length === 1;
}
