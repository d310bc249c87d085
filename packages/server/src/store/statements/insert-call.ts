import type { Call } from "@partner-telephony/calls";
import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/** Answers false when another decision has made the call in the meantime. */
export async function insertCall(
  tx: Queryable,
  tenant: string,
  call: Call,
  seeksAgentSince: number | null,
  openAgentIds: readonly string[],
  traceparent: string | null,
  now: number,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into calls
       (tenant_id, call_id, version, phase, snapshot, agent_ids, seeks_agent_since, traceparent, started_at, changed_at)
     values ($1, $2, $3, $4, $5::jsonb, $6::uuid[], $7, $8, $9, $10)
     on conflict do nothing returning call_id`,
    [
      tenant,
      call.callId,
      call.version,
      call.phase,
      JSON.stringify(call),
      openAgentIds,
      seeksAgentSince === null ? null : sqlInstant(seeksAgentSince),
      traceparent,
      sqlInstant(call.startedAt),
      sqlInstant(now),
    ],
  );
  return rows.length === 1;
}
