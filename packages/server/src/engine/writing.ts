import { newAgent, applyAgent } from "@partner-telephony/calls";
import type { Agent } from "@partner-telephony/calls";
import { insertDigits } from "../store/statements/digits.ts";
import { insertAgentEvents } from "../store/statements/insert-agent-events.ts";
import { insertAgent } from "../store/statements/insert-agent.ts";
import { insertParty } from "../store/statements/insert-party.ts";
import { unparkOutbox } from "../store/statements/unpark-outbox.ts";
import { utterances } from "../transcript/store-utterance.ts";
import { commands } from "./command.ts";
import type { Dependencies } from "./dependencies.ts";
import type { Engine } from "./engine.ts";
import { facts } from "./fact.ts";
import { leaseRenewals } from "./lease-renewals.ts";

type Writing = Pick<
  Engine,
  "command" | "fact" | "renewLease" | "utterance" | "addAgent" | "addParty" | "addDigits" | "retryParked"
>;

export function writing(deps: Dependencies): Writing {
  return {
    command: commands(deps),
    fact: facts(deps),
    renewLease: leaseRenewals(deps),
    utterance: utterances(deps),
    async addAgent(tenant, agentId, capacity, tx) {
      const now = deps.now();
      const events = newAgent(agentId, now, capacity);
      const agent = events.reduce<Agent | null>((state, event) => applyAgent(state, event), null);
      if (agent === null || !(await insertAgent(tx, tenant, agent, now))) return;
      const rows = events.map((event, index) => ({ agentId, version: index + 1, event, traceparent: null }));
      await insertAgentEvents(tx, tenant, rows);
    },
    addParty: (tenant, party, tx) => insertParty(tx, tenant, party, deps.now()),
    addDigits: (tenant, digits, tx) => insertDigits(tx, tenant, digits, deps.now()),
    async retryParked(tenant, outboxId) {
      const found = await unparkOutbox(deps.database, tenant, outboxId, deps.now());
      if (found) deps.onStored({ telephony: true, salesforce: true, nextDeadlineAt: null, routing: false });
      return found;
    },
  };
}
