import type { AgentSettings, AgentSettingsView } from "@partner-telephony/api";
import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Database, Queryable } from "../store/database.ts";
import { findAgentSettings } from "./sql/find-agent-settings.ts";
import { listChoices } from "./sql/list-choices.ts";
import { putAgentSettings } from "./sql/put-agent-settings.ts";

/** What the agent has stored, though it may be gone meanwhile, and what may be chosen now. */
export async function agentSettings(db: Queryable, tenant: TenantId, agentId: AgentId): Promise<AgentSettingsView> {
  return { settings: await findAgentSettings(db, tenant, agentId), ...(await listChoices(db, tenant)) };
}

/**
 * Keeps what the agent has chosen; it holds for the next call that the agent dials.
 * @throws ProblemError `settings.caller-id-unknown`, `queue.unknown`
 */
export function saveAgentSettings(
  db: Database,
  tenant: TenantId,
  agentId: AgentId,
  settings: AgentSettings,
  now: number,
): Promise<AgentSettingsView> {
  return db.transaction(async (tx) => {
    const choices = await listChoices(tx, tenant);
    if (!offers(choices, settings).callerId) {
      const fields = [{ path: "callerId", message: "is no number of this contact center" }];
      throw new ProblemError("settings.caller-id-unknown", { fields });
    }
    if (!offers(choices, settings).queueId) {
      throw new ProblemError("queue.unknown", { fields: [{ path: "queueId", message: "is no queue" }] });
    }
    await putAgentSettings(tx, tenant, agentId, settings, now);
    return { settings, ...choices };
  });
}

/** For a call: what is no longer the contact center's is left out, because a call must not fail for it. */
export async function settingsForCall(db: Queryable, tenant: TenantId, agentId: AgentId): Promise<AgentSettings> {
  const { settings, ...choices } = await agentSettings(db, tenant, agentId);
  const offered = offers(choices, settings);
  return {
    callerId: offered.callerId ? settings.callerId : null,
    queueId: offered.queueId ? settings.queueId : null,
  };
}

const offers = (choices: Pick<AgentSettingsView, "callerIds" | "queues">, { callerId, queueId }: AgentSettings) => ({
  callerId: callerId === null || choices.callerIds.includes(callerId),
  queueId: queueId === null || choices.queues.some((queue) => queue.queueId === queueId),
});
