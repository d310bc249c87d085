import { agentIdsNamedBy, observe } from "@partner-telephony/calls";
import type { AgentFact, Fact, Situation } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { isLockTimeout } from "../store/database.ts";
import { insertFactsSeen } from "../store/statements/insert-facts-seen.ts";
import { decideAndStore } from "./decide-and-store.ts";
import { Decisions } from "./decisions.ts";
import type { Dependencies, StoredNews } from "./dependencies.ts";
import type { Engine, Origin, TenantId } from "./engine.ts";
import { createGroups } from "./groups.ts";
import { Conflict, lockState } from "./lock-state.ts";
import { storeDecisions } from "./store-decisions.ts";

interface Told {
  readonly tenant: TenantId;
  readonly fact: Fact | AgentFact;
  readonly origin: Origin & { readonly factId: string | null };
  readonly work: ((tx: Queryable) => Promise<void>) | undefined;
}

interface FactStored {
  readonly repeated: boolean;
}

const GROUP_SIZE = 64;
/** A group waits for nobody's lock longer: who holds it may be a process that has stopped, and only one call's facts need it. */
const LOCK_TIMEOUT_MS = 250;

/**
 * Facts of one contact center that wait are stored in one transaction, each answered after its commit: a commit costs as much for
 * many as for one. Those of one call stay in the order in which they came.
 */
export function facts(deps: Dependencies): Engine["fact"] {
  const store = createGroups<Told, FactStored>({
    kindOf: ({ tenant }) => tenant,
    laneOf: ({ fact }) => ("callId" in fact ? fact.callId : fact.agentId),
    size: GROUP_SIZE,
    // PGlite has one connection: a second transaction would only wait for the first, with fewer facts in each.
    atOnce: deps.database.kind === "pglite" ? 1 : 2,
    together: (group) => storeTogether(deps, group),
    alone: (told) => storeAlone(deps, told),
    worthAlone: (error) => error instanceof Conflict || isLockTimeout(error),
  });
  return (tenant, fact, origin, work) => store({ tenant, fact, origin, work });
}

async function storeTogether(deps: Dependencies, group: readonly Told[]): Promise<FactStored[]> {
  const { tenant } = group[0]!;
  const transaction = (tx: Queryable): Promise<GroupStored> => storeGroup(deps, tx, tenant, group);
  const { answers, news } = await deps.database.transaction(transaction, { lockTimeoutMs: LOCK_TIMEOUT_MS });
  if (news !== null) deps.onStored(news);
  return answers;
}

interface GroupStored {
  readonly answers: FactStored[];
  readonly news: StoredNews | null;
}

async function storeGroup(
  deps: Dependencies,
  tx: Queryable,
  tenant: TenantId,
  group: readonly Told[],
): Promise<GroupStored> {
  const ids = group.flatMap(({ origin }) => (origin.factId === null ? [] : [origin.factId]));
  const unseen = await insertFactsSeen(tx, tenant, ids, deps.now());
  // The same fact twice in one group: the second one finds its id taken.
  const fresh = group.filter(({ origin }) => origin.factId === null || unseen.delete(origin.factId));
  const answers = group.map((told) => ({ repeated: !fresh.includes(told) }));
  if (fresh.length === 0) return { answers, news: null };
  for (const { work } of fresh) await work?.(tx);
  const decisions = new Decisions(await lockState(tx, tenant, fresh.map(subjectOf)));
  for (const told of fresh) {
    const situation = decisions.situationOf(subjectOf(told));
    const now = deps.now();
    const outcome = observe(situation, told.fact, now, deps.newId, deps.policy);
    decisions.take(situation, outcome, { now, traceparent: told.origin.traceparent });
  }
  await storeDecisions(tx, tenant, decisions);
  return { answers, news: decisions.news };
}

function storeAlone(deps: Dependencies, { tenant, fact, origin, work }: Told): Promise<FactStored> {
  return decideAndStore<FactStored>(deps, {
    tenant,
    traceparent: origin.traceparent,
    ...subjectOf({ fact }),
    begin: async (tx) => {
      const { factId } = origin;
      if (factId !== null && (await insertFactsSeen(tx, tenant, [factId], deps.now())).size === 0) {
        return { answer: { repeated: true } };
      }
      await work?.(tx);
      return null;
    },
    decide: (situation) => observe(situation, fact, deps.now(), deps.newId, deps.policy),
    end: () => ({ repeated: false }),
  });
}

const subjectOf = ({ fact }: { readonly fact: Fact | AgentFact }) => ({
  callId: "callId" in fact ? fact.callId : null,
  agentIds: agentIdsNamedBy(fact),
});

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
    ...subjectOf({ fact }),
    decide: async (situation, tx) => {
      if (!(await stillHolds(tx, situation))) return { answer: false };
      return observe(situation, fact, deps.now(), deps.newId, deps.policy);
    },
    end: () => true,
  });
}
