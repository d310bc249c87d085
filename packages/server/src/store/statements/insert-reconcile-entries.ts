import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

export interface ReconcileEntry {
  readonly callId: string | null;
  readonly agentId: string | null;
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

export async function insertReconcileEntries(
  tx: Queryable,
  tenant: string,
  entries: readonly ReconcileEntry[],
  now: number,
): Promise<void> {
  for (const { callId, agentId, code, detail } of entries) {
    await tx.query(
      `insert into reconcile_entries (tenant_id, at, call_id, agent_id, code, detail)
       values ($1, $2, $3, $4, $5, $6::jsonb)`,
      [tenant, sqlInstant(now), callId, agentId, code, JSON.stringify(detail)],
    );
  }
}
