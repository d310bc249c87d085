import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export interface UserAsked {
  readonly userId: string;
  readonly username: string;
}

/** Who of ours a user of the batch is: by its Salesforce id, and who has its username. `place` counts from 0. */
export interface UserMatched {
  readonly place: number;
  readonly by_id: AgentId | null;
  readonly by_name: AgentId | null;
  /** Salesforce user whom the agent with this username belongs to; null: nobody's yet. */
  readonly name_owner: string | null;
}

/** Ids have 15 characters or 18; usernames do not distinguish capital letters, as the database sees them. */
export async function matchUsers(db: Queryable, tenant: TenantId, users: readonly UserAsked[]): Promise<UserMatched[]> {
  const lowered = await db.query<{ name: string }>(
    "select lower(given.username) as name from unnest($1::text[]) with ordinality as given(username, place) order by place",
    [users.map(({ username }) => username)],
  );
  const names = lowered.map(({ name }) => name);
  // Lists, not joins: planned for a table that was small a moment ago, a join compares each with each.
  const rows = await db.query<{ agent_id: AgentId; salesforce_user_id: string | null; name: string }>(
    `select agent_id, salesforce_user_id, lower(username) as name from agent_profiles
     where tenant_id = $1 and (left(salesforce_user_id, 15) = any($2::text[]) or lower(username) = any($3::text[]))`,
    [tenant, users.map(({ userId }) => userId.slice(0, 15)), names],
  );
  const byId = new Map(rows.map((row) => [row.salesforce_user_id?.slice(0, 15), row.agent_id]));
  const byName = new Map(rows.map((row) => [row.name, row]));
  return users.map(({ userId }, place) => {
    const named = byName.get(names[place] as string);
    return {
      place,
      by_id: byId.get(userId.slice(0, 15)) ?? null,
      by_name: named?.agent_id ?? null,
      name_owner: named?.salesforce_user_id ?? null,
    };
  });
}
