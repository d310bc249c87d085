import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

/** The list as given becomes the list as stored, beside what Setup has created; the last of two equal ids wins. */
export async function replaceQueues(
  tx: Queryable,
  tenant: TenantId,
  queues: readonly { readonly queueId: string; readonly name: string }[],
): Promise<void> {
  const byId = new Map(queues.map((queue) => [queue.queueId, queue.name]));
  await tx.query(
    `with given as (
       select key as queue_id, value as name from jsonb_each_text($2::jsonb)
     ), gone as (
       delete from contact_center_queues where tenant_id = $1 and not created_in_setup
         and queue_id not in (select queue_id from given)
     )
     insert into contact_center_queues (tenant_id, queue_id, name) select $1, queue_id, name from given
     on conflict (tenant_id, queue_id) do update set name = excluded.name`,
    [tenant, JSON.stringify(Object.fromEntries(byId))],
  );
}
