import type { PartnerGroup } from "@partner-telephony/api";
import type { z } from "zod";
import type { TenantId } from "../../engine/engine.ts";
import type { Queryable } from "../../store/database.ts";

export type Group = z.output<typeof PartnerGroup>;

const groupOf = (row: { group_id: string; name: string }): Group => ({ groupId: row.group_id, name: row.name });

/** By name, as people look for them. */
export async function listGroups(db: Queryable, tenant: TenantId): Promise<Group[]> {
  const rows = await db.query<{ group_id: string; name: string }>(
    "select group_id, name from agent_groups where tenant_id = $1 order by lower(name), group_id limit 5000",
    [tenant],
  );
  return rows.map(groupOf);
}

export async function findGroupNamed(db: Queryable, tenant: TenantId, name: string): Promise<Group | null> {
  const [row] = await db.query<{ group_id: string; name: string }>(
    "select group_id, name from agent_groups where tenant_id = $1 and lower(name) = lower($2) order by group_id limit 1",
    [tenant, name],
  );
  return row === undefined ? null : groupOf(row);
}

export async function countGroups(db: Queryable, tenant: TenantId): Promise<number> {
  const [row] = await db.query<{ groups: number }>(
    "select count(*)::int as groups from agent_groups where tenant_id = $1",
    [tenant],
  );
  return row?.groups ?? 0;
}

export async function insertGroup(
  tx: Queryable,
  tenant: TenantId,
  { groupId, name, description }: Group & { readonly description: string | null },
  now: number,
): Promise<void> {
  await tx.query(
    "insert into agent_groups (tenant_id, group_id, name, description, created_at) values ($1, $2, $3, $4, $5)",
    [tenant, groupId, name, description, new Date(now)],
  );
}

export async function groupExists(db: Queryable, tenant: TenantId, groupId: string): Promise<boolean> {
  const rows = await db.query("select 1 as found from agent_groups where tenant_id = $1 and group_id = $2", [
    tenant,
    groupId,
  ]);
  return rows.length > 0;
}
