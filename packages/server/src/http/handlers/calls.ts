import type { CallView } from "@partner-telephony/api";
import { ProblemError } from "../problem-error.ts";
import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { sendCallCommand, sendDial } from "./call-commands.ts";

/** An agent reads the calls it takes part in, a supervisor any of its contact center, the operator likewise. */
function mayRead(asker: Ask<"getCall">["asker"], call: CallView): boolean {
  return asker.kind === "operator" || asker.supervisor || call.agents.some((one) => one.agentId === asker.agentId);
}

export function callHandlers(deps: EdgeDeps) {
  const { engine } = deps;
  return {
    async listCalls({ asker }: Ask<"listCalls">): Promise<Answer> {
      const ofAgent = asker.kind === "agent" ? asker.agentId : null;
      const calls =
        ofAgent === null ? await engine.activeCalls(asker.tenant) : await engine.callsOfAgent(asker.tenant, ofAgent);
      return { body: { calls } };
    },

    async getCall({ asker, params }: Ask<"getCall">): Promise<Answer> {
      const call = await engine.call(asker.tenant, params["callId"] as string);
      if (call === null || !mayRead(asker, call)) throw new ProblemError("call.unknown");
      return { body: call };
    },

    async getCallEvents({ asker, params }: Ask<"getCallEvents">): Promise<Answer> {
      const log = await engine.callLog(asker.tenant, params["callId"] as string);
      if (log === null) throw new ProblemError("call.unknown");
      return { body: log };
    },

    dial: (ask: Ask<"dial">) => sendDial(deps, ask),
    commandCall: (ask: Ask<"commandCall">) => sendCallCommand(deps, ask),
  };
}
