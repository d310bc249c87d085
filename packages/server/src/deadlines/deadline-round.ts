import type { AgentFact, Deadline, Fact, Situation } from "@partner-telephony/calls";
import type { Dependencies } from "../engine/dependencies.ts";
import { stateFact } from "../engine/fact.ts";
import { claimDeadlines } from "../store/statements/claim-deadlines.ts";
import type { ClaimedDeadline } from "../store/statements/claim-deadlines.ts";
import { nextDeadlineDue } from "../store/statements/next-due.ts";
import { postponeLeases } from "../store/statements/postpone-leases.ts";
import { readAgent } from "../store/statements/read-agent.ts";
import { takeDeadline } from "../store/statements/take-deadline.ts";

/** A claim outlasts one decision; it ends by itself when the process dies. */
const CLAIM_MS = 3_000;
const BATCH = 20;

/** Gives back what is due as a fact. The row is deleted in the fact's transaction, so neither happens without the other. */
export function createDeadlineRound(deps: Dependencies): () => Promise<number | null> {
  return async () => {
    for (;;) {
      const now = deps.now();
      await postponeLeases(deps.database, now);
      const claimed = await claimDeadlines(deps.database, now, now + CLAIM_MS, BATCH);
      const given = await Promise.allSettled(claimed.map((row) => give(deps, row)));
      for (const result of given) {
        if (result.status === "rejected") {
          deps.log("error", "deadline.not-given", { reason: (result.reason as Error).message });
        }
      }
      if (claimed.length < BATCH) return nextDeadlineDue(deps.database);
    }
  };
}

async function give(
  deps: Dependencies,
  { tenant, deadline, expectedVersion, traceparent }: ClaimedDeadline,
): Promise<void> {
  const fact = deadline.type === "lease" ? await leaseFact(deps, tenant, deadline) : callFact(deps, deadline);
  await stateFact(deps, {
    tenant,
    fact,
    traceparent,
    stillHolds: (tx, situation) => leaseIsSame(fact, situation) && takeDeadline(tx, tenant, deadline, expectedVersion),
  });
}

function callFact(deps: Dependencies, deadline: Exclude<Deadline, { type: "lease" }>): Fact {
  const { callId } = deadline;
  return { type: "deadlinePassed", callId, at: deps.now(), deadline, requestId: deps.newId() };
}

/** The deadline does not name the epoch: the lease that the agent has now is meant. */
async function leaseFact(
  deps: Dependencies,
  tenant: string,
  { agentId }: Extract<Deadline, { type: "lease" }>,
): Promise<AgentFact> {
  const agent = await readAgent(deps.database, tenant, agentId);
  return { type: "leaseExpired", agentId, at: deps.now(), epoch: agent?.lease?.epoch ?? 0 };
}

/** False: the lease has changed hands since it was read; the row is claimed again when its claim has ended, if it is still there. */
function leaseIsSame(fact: Fact | AgentFact, situation: Situation): boolean {
  if (fact.type !== "leaseExpired") return true;
  return (situation.agents[fact.agentId]?.lease?.epoch ?? 0) === fact.epoch;
}
