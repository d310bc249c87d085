import type { AgentWork, AgentWorkActionAnswer, AgentWorkActionRequest, AgentWorkStatus } from "../console-contract.ts";
import { OrgFault } from "../http/fault.ts";
import { toId18 } from "../org/ids.ts";
import { isoNow, requireUser, type Org } from "../org/org.ts";
import type { Transaction } from "../org/store.ts";
import { clearPendingRouting } from "../org/voice-calls.ts";
import { PHONE_SERVICE_CHANNEL } from "../setup/setup-message.ts";
import { presenceConfiguration, putPresence, takePending, viewPresence } from "./presence.ts";

const open: readonly AgentWorkStatus[] = ["Assigned", "Opened"];

export function isOpen(work: AgentWork): boolean {
  return open.includes(work.Status);
}

export function openWorkOf(org: Org, userId: string): AgentWork[] {
  return org.store.by("AgentWork", "UserId", userId).filter(isOpen);
}

/** The user's newest work for a connector's callId. */
export function workForCall(org: Org, userId: string, vendorCallKey: string): AgentWork | undefined {
  return org.store.by("AgentWork", "UserId", userId).findLast((work) => work.vendorCallKey === vendorCallKey);
}

export function putNewWork(
  org: Org,
  write: Transaction,
  fields: Pick<AgentWork, "UserId" | "WorkItemId" | "vendorCallKey"> & { opened: boolean },
): AgentWork {
  const now = isoNow(org);
  const work: AgentWork = {
    Id: write.nextId("AgentWork"),
    WorkItemId: fields.WorkItemId,
    UserId: fields.UserId,
    ServiceChannelId: PHONE_SERVICE_CHANNEL.id,
    Status: fields.opened ? "Opened" : "Assigned",
    AssignedDateTime: now,
    AcceptDateTime: fields.opened ? now : null,
    CloseDateTime: null,
    wasConnected: false,
    inAfterConversationWork: false,
    vendorCallKey: fields.vendorCallKey,
  };
  write.put("AgentWork", work);
  return work;
}

/** Moves a work on; Omni-Channel deletes the PendingServiceRouting when the agent accepts. */
export function putWorkStatus(org: Org, write: Transaction, work: AgentWork, status: AgentWorkStatus): AgentWork {
  if (work.Status === status) return work;
  const now = isoNow(org);
  const changed: AgentWork = {
    ...work,
    Status: status,
    AcceptDateTime: status === "Opened" ? now : work.AcceptDateTime,
    CloseDateTime: open.includes(status) ? null : now,
    inAfterConversationWork: false,
  };
  if (status === "Opened" && work.WorkItemId !== null) clearPendingRouting(org, write, work.WorkItemId);
  write.put("AgentWork", changed);
  const isLast = openWorkOf(org, work.UserId).every(({ Id }) => Id === work.Id);
  if (!open.includes(status) && isLast) takePending(org, write, work.UserId);
  return changed;
}

/** From which status an action may start, and where it ends. A repeated action finds its end and changes nothing. */
const actions = {
  decline: { from: "Assigned", to: "Declined", setting: "updateStatusOnDecline", reason: "decline" },
  "push-time-out": {
    from: "Assigned",
    to: "DeclinedOnPushTimeout",
    setting: "updateStatusOnPushTimeOut",
    reason: "push-time-out",
  },
  close: { from: "Opened", to: "Closed", setting: null, reason: "agent" },
} as const;

export function actOnWork(org: Org, workId: string, request: AgentWorkActionRequest): AgentWorkActionAnswer {
  const user = requireUser(org, request.user);
  const work = org.store.get("AgentWork", toId18(workId));
  if (work === undefined || work.UserId !== user.Id) {
    throw new OrgFault("console.not-your-work", `${user.Username} has no agent work ${workId}.`);
  }
  const action = actions[request.action];
  if (work.Status !== action.from && work.Status !== action.to) {
    throw new OrgFault("console.work-state", `Agent work is ${work.Status}; ${request.action} needs ${action.from}.`);
  }
  const isTalking = work.Status === "Opened" && work.wasConnected && !work.inAfterConversationWork;
  if (request.action === "close" && isTalking) {
    throw new OrgFault("console.work-state", "The call is still in progress; end it before closing its work.");
  }
  const repeated = work.Status === action.to;
  const answer = org.store.write((write) => {
    const agentWork = putWorkStatus(org, write, work, action.to);
    const next = action.setting === null ? null : presenceConfiguration(org)[action.setting];
    const before = write.get("User", user.Id) ?? user;
    const after = next === null || repeated ? before : putPresence(org, write, before, next, action.reason);
    return { agentWork, presence: viewPresence(after) };
  });
  return { revision: org.store.revision, ...answer };
}
