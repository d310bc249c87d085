import type { AgentCommand } from "@partner-telephony/calls";
import { agentSettings, saveAgentSettings } from "../../agent-settings/agent-settings.ts";
import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { ProblemError, refusalProblem } from "../problem-error.ts";

export function agentHandlers({ db, engine, now }: EdgeDeps) {
  return {
    async getAgentSettings({ asker }: Ask<"getAgentSettings">): Promise<Answer> {
      return { body: await agentSettings(db, asker.tenant, asker.agentId) };
    },

    async putAgentSettings({ asker, body }: Ask<"putAgentSettings">): Promise<Answer> {
      return { body: await saveAgentSettings(db, asker.tenant, asker.agentId, body, now()) };
    },

    async getCurrentAgent({ asker }: Ask<"getCurrentAgent">): Promise<Answer> {
      const agent = await engine.agent(asker.tenant, asker.agentId);
      if (agent === null) throw new ProblemError("agent.unknown");
      return { body: agent };
    },

    commandCurrentAgent({ asker, body, origin, onceByEngine }: Ask<"commandCurrentAgent">): Promise<Answer> {
      const { tenant, agentId } = asker;
      // What comes through the connector was chosen in Salesforce.
      const command: AgentCommand =
        body.type === "setPresence" ? { ...body, agentId, side: "Salesforce" } : { ...body, agentId };
      return onceByEngine({ tenant, scope: `agent:${agentId}` }, async (commandId) => {
        const stored = await engine.command(tenant, command, { ...origin, idempotencyKey: commandId });
        if (stored.refused) throw refusalProblem(stored, origin.epoch);
        const agent = stored.agent ?? (await engine.agent(tenant, agentId));
        if (agent === null) throw new ProblemError("agent.unknown");
        return { body: agent };
      });
    },
  };
}
