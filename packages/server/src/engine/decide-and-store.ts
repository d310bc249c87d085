import type { Outcome, Refusal, Situation } from "@partner-telephony/calls";
import { isRefusal } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import type { Dependencies, StoredNews } from "./dependencies.ts";
import type { TenantId } from "./engine.ts";
import { Decisions } from "./decisions.ts";
import { Conflict, lockState } from "./lock-state.ts";
import type { Subject } from "./lock-state.ts";
import { storeDecisions } from "./store-decisions.ts";

/** Thrown inside the transaction, so that everything before it is undone. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export interface Ask<Answer> extends Subject {
  readonly tenant: TenantId;
  readonly traceparent: string | null;
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
  const decisions = new Decisions(await lockState(tx, ask.tenant, [ask]));
  const situation = decisions.situationOf(ask);
  const decided = await ask.decide(situation, tx);
  if ("answer" in decided) return { answer: decided.answer, news: null };
  if (isRefusal(decided)) throw new Refused(decided);
  const after = decisions.take(situation, decided, { now: deps.now(), traceparent: ask.traceparent });
  await storeDecisions(tx, ask.tenant, decisions);
  return { answer: await ask.end(after, decided, tx), news: decisions.news };
}
