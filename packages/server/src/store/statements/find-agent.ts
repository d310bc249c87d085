import type { Queryable } from "../database.ts";

/** The agent with this user name; null: the contact center has none. */
export async function findAgent(db: Queryable, tenant: string, username: string): Promise<string | null> {
  const rows = await db.query<{ agent_id: string }>(
    "select agent_id from agent_profiles where tenant_id = $1 and lower(username) = lower($2) and removed_at is null",
    [tenant, username],
  );
  return rows[0]?.agent_id ?? null;
}
