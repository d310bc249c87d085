import type { PartnerQueue } from "@partner-telephony/api";
import type { z } from "zod";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export type Queue = z.output<typeof PartnerQueue>;

const queueOf = (row: { queue_id: string; name: string }): Queue => ({ queueId: row.queue_id, name: row.name });

/** By name, as people look for them. */
export async function listQueues(db: Queryable, tenant: TenantId): Promise<Queue[]> {
  const rows = await db.query<{ queue_id: string; name: string }>(
    "select queue_id, name from contact_center_queues where tenant_id = $1 order by lower(name), queue_id limit 5000",
    [tenant],
  );
  return rows.map(queueOf);
}

export async function findQueueNamed(db: Queryable, tenant: TenantId, name: string): Promise<Queue | null> {
  const [row] = await db.query<{ queue_id: string; name: string }>(
    `select queue_id, name from contact_center_queues where tenant_id = $1 and lower(name) = lower($2)
     order by queue_id limit 1`,
    [tenant, name],
  );
  return row === undefined ? null : queueOf(row);
}

export async function countQueues(db: Queryable, tenant: TenantId): Promise<number> {
  const [row] = await db.query<{ queues: number }>(
    "select count(*)::int as queues from contact_center_queues where tenant_id = $1",
    [tenant],
  );
  return row?.queues ?? 0;
}

export async function insertQueue(tx: Queryable, tenant: TenantId, { queueId, name }: Queue): Promise<void> {
  await tx.query(
    "insert into contact_center_queues (tenant_id, queue_id, name, created_in_setup) values ($1, $2, $3, true)",
    [tenant, queueId, name],
  );
}

/** With its members. */
export async function deleteQueue(tx: Queryable, tenant: TenantId, queueId: string): Promise<void> {
  for (const table of ["queue_members", "queue_groups", "contact_center_queues"]) {
    await tx.query(`delete from ${table} where tenant_id = $1 and queue_id = $2`, [tenant, queueId]);
  }
}
