import { upcastCallEvent } from "@partner-telephony/calls";
import type { Call } from "@partner-telephony/calls";
import { listCallEvents } from "../store/statements/list-call-events.ts";
import { listCallsOfAgent, listOpenCalls } from "../store/statements/list-calls.ts";
import { listParked } from "../store/statements/list-parked.ts";
import { readAgentSnapshot } from "../store/statements/read-agent-snapshot.ts";
import { readAgent } from "../store/statements/read-agent.ts";
import { readCall } from "../store/statements/read-call.ts";
import { agentView } from "../views/agent-view.ts";
import { callView } from "../views/call-view.ts";
import { readNames } from "../views/names.ts";
import type { Dependencies } from "./dependencies.ts";
import type { Engine } from "./engine.ts";
import { missedSignals } from "./missed-signals.ts";

type Reading = Pick<
  Engine,
  "call" | "callsOfAgent" | "activeCalls" | "callLog" | "agent" | "snapshot" | "signalsAfter" | "parked"
>;

export function reading({ database, now }: Dependencies): Reading {
  const views = async (tenant: string, calls: readonly Call[]) => {
    const names = await readNames(database, tenant, calls);
    return calls.map((call) => callView(call, names));
  };
  return {
    async call(tenant, callId) {
      const call = await readCall(database, tenant, callId);
      return call === null ? null : ((await views(tenant, [call]))[0] ?? null);
    },
    callsOfAgent: async (tenant, agentId) => views(tenant, await listCallsOfAgent(database, tenant, agentId)),
    activeCalls: async (tenant) => views(tenant, await listOpenCalls(database, tenant)),
    async callLog(tenant, callId) {
      const call = await readCall(database, tenant, callId);
      if (call === null) return null;
      const events = (await listCallEvents(database, tenant, callId)).map(({ version, event, traceparent }) => {
        const upcast = upcastCallEvent(event);
        return { version, at: upcast.at, type: upcast.type, traceparent, event: { ...upcast } };
      });
      return { callId, phase: call.phase, events };
    },
    async agent(tenant, agentId) {
      const agent = await readAgent(database, tenant, agentId);
      if (agent === null) return null;
      return agentView(agent, await readNames(database, tenant, [], [agent]), now());
    },
    async snapshot(tenant, agentId) {
      const stored = await readAgentSnapshot(database, tenant, agentId);
      if (stored === null) return null;
      const names = await readNames(database, tenant, stored.calls, [stored.agent]);
      const agent = agentView(stored.agent, names, now());
      return { seq: stored.seq, agent, calls: stored.calls.map((call) => callView(call, names)) };
    },
    signalsAfter: missedSignals(database),
    parked: (tenant) => listParked(database, tenant),
  };
}
