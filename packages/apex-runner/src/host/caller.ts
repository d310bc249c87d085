import type { Organization, RunningUser } from "../runtime/organization.ts";

/** In whose name and when a call runs. Without one: the user whom a new org has, now. */
export interface Caller {
  /** Id of the User record. */
  userId: string;
  username: string;
  firstName: string;
  lastName: string;
  /** Name of a profile. */
  profile: string;
  /** Those of the source tree that are assigned; their custom permissions hold. */
  permissionSets: string[];
  /** Epoch milliseconds; the clock stands while the call runs. */
  at: number;
}

export function actingFor(org: Organization, caller: Caller): Pick<Organization, "user" | "clock" | "permissions"> {
  const profile = org.store.rows("profile").find((row) => row.get("name") === caller.profile);
  if (!profile) throw new Error(`no profile ${caller.profile}`);
  const { userId: id, username, firstName, lastName, at } = caller;
  const user: RunningUser = {
    ...org.user,
    id,
    username,
    email: username,
    firstName,
    lastName,
    profileId: profile.get("id") as string,
  };
  return {
    user,
    clock: () => at,
    permissions: new Set([...org.permissions, ...grantedBy(org, caller.permissionSets)]),
  };
}

function grantedBy(org: Organization, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const found = org.store.rows("permissionset").find((row) => row.get("name") === name);
    if (!found) throw new Error(`no permission set ${name} in the source tree`);
    return org.grants.get(found.get("id") as string) ?? [];
  });
}
