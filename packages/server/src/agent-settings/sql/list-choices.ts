import type { AgentSettingsView } from "@partner-telephony/api";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

type Choices = Pick<AgentSettingsView, "callerIds" | "queues">;

/** Numbers and queues of the contact center, in the order that people look for them. */
export async function listChoices(db: Queryable, tenant: TenantId): Promise<Choices> {
  const numbers = await db.query<{ phone_number: string }>(
    "select phone_number from contact_center_phone_numbers where tenant_id = $1 order by phone_number",
    [tenant],
  );
  const queues = await db.query<{ queue_id: string; name: string }>(
    "select queue_id, name from contact_center_queues where tenant_id = $1 order by lower(name), queue_id",
    [tenant],
  );
  return {
    callerIds: numbers.map(({ phone_number }) => phone_number),
    queues: queues.map(({ queue_id, name }) => ({ queueId: queue_id, name })),
  };
}
