import type { PresenceConfiguration, PresenceReason, PresenceView } from "../console-contract.ts";
import { OrgFault } from "../http/fault.ts";
import { toId18 } from "../org/ids.ts";
import { isoNow, type Org } from "../org/org.ts";
import type { Transaction } from "../org/store.ts";
import type { User } from "../org/tables.ts";

export function viewPresence(user: User): PresenceView {
  return {
    userId: user.Id,
    statusId: user.presenceStatusId,
    pendingStatusId: user.pendingPresenceStatusId,
    reason: user.presenceReason,
    since: user.presenceSince,
  };
}

/** "0" is offline and exists in every org. */
function statusIdOf(org: Org, statusId: string): string {
  if (statusId === "0") return "0";
  const status = org.store.get("ServicePresenceStatus", toId18(statusId));
  if (status === undefined) {
    throw new OrgFault("console.status-not-found", `The org has no presence status ${statusId}.`);
  }
  return status.Id;
}

/** @param waits take it when no work is left */
export function setPresence(
  org: Org,
  user: User,
  statusId: string,
  reason: PresenceReason,
  waits: boolean,
): PresenceView {
  const id = statusIdOf(org, statusId);
  return viewPresence(
    org.store.write((write) => (waits ? putPending(write, user, id) : putPresence(org, write, user, id, reason))),
  );
}

/** Whatever waited is dropped: something newer was chosen. Leaves `since` alone when the status stays. */
export function putPresence(org: Org, write: Transaction, user: User, statusId: string, reason: PresenceReason): User {
  if (user.presenceStatusId === statusId) return putPending(write, user, null);
  const changed: User = {
    ...user,
    presenceStatusId: statusId,
    pendingPresenceStatusId: null,
    presenceReason: reason,
    presenceSince: isoNow(org),
  };
  write.put("User", changed);
  return changed;
}

/** The status that the user has already need not wait. */
export function putPending(write: Transaction, user: User, statusId: string | null): User {
  const pending = statusId === user.presenceStatusId ? null : statusId;
  if (user.pendingPresenceStatusId === pending) return user;
  const changed: User = { ...user, pendingPresenceStatusId: pending };
  write.put("User", changed);
  return changed;
}

/** Call when a user's last open work has closed. */
export function takePending(org: Org, write: Transaction, userId: string): void {
  const user = write.get("User", userId);
  if (user?.pendingPresenceStatusId == null) return;
  putPresence(org, write, user, user.pendingPresenceStatusId, "agent");
}

/** The definition's settings with status names turned into ids. A name that is no status fails at start, not here. */
export function presenceConfiguration(org: Org): PresenceConfiguration {
  const { updateStatusOnDecline, updateStatusOnPushTimeOut, ...rest } = org.definition.presenceConfiguration;
  return {
    updateStatusOnDecline: statusIdByName(org, updateStatusOnDecline),
    updateStatusOnPushTimeOut: statusIdByName(org, updateStatusOnPushTimeOut),
    ...rest,
  };
}

function statusIdByName(org: Org, name: string | null): string | null {
  if (name === null) return null;
  if (name === "Offline") return "0";
  return org.store.find("ServicePresenceStatus", (row) => row.statusName === name)?.Id ?? null;
}
