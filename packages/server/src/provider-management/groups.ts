import { randomUUID } from "node:crypto";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Queryable } from "../store/database.ts";
import { lockCenter } from "./contact-center-choice.ts";
import { countGroups, findGroupNamed, insertGroup, type Group } from "./sql/groups.ts";

/** As many as one list tells Salesforce. */
const MOST_GROUPS = 5_000;

/**
 * A new group of agents, or the one that has the name.
 * @throws ProblemError `group.too-many`
 */
export async function createGroup(
  tx: Queryable,
  tenant: TenantId,
  { name, description }: { readonly name: string; readonly description: string | null },
  now: number,
): Promise<Group> {
  await lockCenter(tx, tenant);
  const known = await findGroupNamed(tx, tenant, name);
  if (known !== null) return known;
  if ((await countGroups(tx, tenant)) >= MOST_GROUPS) throw new ProblemError("group.too-many");
  const group = { groupId: randomUUID(), name };
  await insertGroup(tx, tenant, { ...group, description }, now);
  return group;
}
