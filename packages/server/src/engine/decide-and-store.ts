import type { AgentId, CallId, Outcome, Refusal, Situation } from "@partner-telephony/calls";
import { isOfferable, isRefusal } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import type { Dependencies, StoredNews } from "./dependencies.ts";
import type { TenantId } from "./engine.ts";
import { Conflict, lockSituation } from "./lock-situation.ts";
import { storeOutcome } from "./store-outcome.ts";

/** Thrown inside the transaction, so that everything before it is undone. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export interface Ask<Answer> {
  readonly tenant: TenantId;
  readonly traceparent: string | null;
  readonly callId: CallId | null;
  /** Beside those of the call. */
  readonly agentIds: readonly AgentId[];
  /** Before any lock; an answer ends the transaction and keeps what it has written. */
  readonly begin?: (tx: Queryable) => Promise<{ readonly answer: Answer } | null>;
  /** Under the locks. An answer instead of an outcome: nothing happens. @throws {Conflict} to start over. */
  readonly decide: (
    situation: Situation,
    tx: Queryable,
  ) => Promise<Outcome | Refusal | { readonly answer: Answer }> | Outcome | Refusal | { readonly answer: Answer };
  /** In the same transaction, after everything has been stored. */
  readonly end: (after: Situation, outcome: Outcome, tx: Queryable) => Promise<Answer> | Answer;
}

const TRIES = 25;

/**
 * The one way into the log. @throws {Refused} nothing has been stored; {Conflict} when others were first over and over again.
 */
export async function decideAndStore<Answer>(deps: Dependencies, ask: Ask<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { answer, news } = await deps.database.transaction((tx) => decideOnce(deps, ask, tx));
      if (news !== null) deps.onStored(news);
      return answer;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === TRIES) throw error;
    }
  }
}

interface Decided<Answer> {
  readonly answer: Answer;
  readonly news: StoredNews | null;
}

async function decideOnce<Answer>(deps: Dependencies, ask: Ask<Answer>, tx: Queryable): Promise<Decided<Answer>> {
  const begun = await ask.begin?.(tx);
  if (begun) return { answer: begun.answer, news: null };
  const locked = await lockSituation(tx, ask.tenant, ask.callId, ask.agentIds);
  const decided = await ask.decide(locked.situation, tx);
  if ("answer" in decided) return { answer: decided.answer, news: null };
  if (isRefusal(decided)) throw new Refused(decided);
  const { tenant, traceparent } = ask;
  const after = await storeOutcome(tx, { tenant, locked, outcome: decided, traceparent, now: deps.now() });
  return { answer: await ask.end(after, decided, tx), news: newsOf(decided, after) };
}

function newsOf(outcome: Outcome, after: Situation): StoredNews {
  const due = outcome.deadlines.map(({ dueAt }) => dueAt);
  const seeks = after.call !== null && outcome.callEvents.length > 0 && isOfferable(after.call);
  const freed = outcome.agentEvents.some(({ event }) => event.type !== "leaseRenewed");
  return {
    telephony: outcome.requests.length > 0,
    salesforce: outcome.voiceCallWrites.length > 0,
    nextDeadlineAt: due.length === 0 ? null : Math.min(...due),
    routing: seeks || freed,
  };
}
