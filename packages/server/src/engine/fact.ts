import { agentIdsNamedBy, observe } from "@partner-telephony/calls";
import type { AgentFact, Fact, Situation } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { insertFactSeen } from "../store/statements/insert-fact-seen.ts";
import { decideAndStore } from "./decide-and-store.ts";
import type { Dependencies } from "./dependencies.ts";
import type { Engine, TenantId } from "./engine.ts";

export function facts(deps: Dependencies): Engine["fact"] {
  return (tenant, fact, origin, work) =>
    decideAndStore<{ repeated: boolean }>(deps, {
      tenant,
      traceparent: origin.traceparent,
      callId: callIdOf(fact),
      agentIds: agentIdsNamedBy(fact),
      begin: async (tx) => {
        const { factId } = origin;
        if (factId !== null && !(await insertFactSeen(tx, tenant, factId, deps.now()))) {
          return { answer: { repeated: true } };
        }
        await work?.(tx);
        return null;
      },
      decide: (situation) => observe(situation, fact, deps.now(), deps.newId, deps.policy),
      end: () => ({ repeated: false }),
    });
}

const callIdOf = (fact: Fact | AgentFact): string | null => ("callId" in fact ? fact.callId : null);

export interface OwnFact {
  readonly tenant: TenantId;
  readonly fact: Fact | AgentFact;
  readonly traceparent: string | null;
  /** Under the locks, in the transaction of the fact: false when it no longer holds; nothing is stored then. */
  readonly stillHolds: (tx: Queryable, situation: Situation) => Promise<boolean> | boolean;
}

/** A fact that the server itself states: of a worker, a deadline or the router. Answers whether it was stored. */
export function stateFact(deps: Dependencies, { tenant, fact, traceparent, stillHolds }: OwnFact): Promise<boolean> {
  return decideAndStore<boolean>(deps, {
    tenant,
    traceparent,
    callId: callIdOf(fact),
    agentIds: agentIdsNamedBy(fact),
    decide: async (situation, tx) => {
      if (!(await stillHolds(tx, situation))) return { answer: false };
      return observe(situation, fact, deps.now(), deps.newId, deps.policy);
    },
    end: () => true,
  });
}
