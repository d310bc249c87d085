import { IDEMPOTENCY_KEY, Id } from "@partner-telephony/api";
import { keyedDigest, seal, unseal } from "../keys/sealed.ts";
import type { Database, Queryable } from "../store/database.ts";
import { ProblemError } from "./problem-error.ts";
import { problems, type ProblemCode } from "./problems.ts";
import { claimAnswer, type AnswerKey } from "./sql/claim-answer.ts";
import { storeAnswer } from "./sql/store-answer.ts";

export interface Answer {
  /** In place of the route's, for a part of a file. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One POST that may be repeated. `scope` is whose key it is: equal keys of two agents have nothing to do with each other. */
export interface Repeatable {
  readonly at: AnswerKey;
  /** Method, path and raw body: another request under the same key is a mistake of the sender. */
  readonly fingerprint: Buffer;
  readonly now: number;
}

type Stored =
  { readonly answer: Answer } | { readonly refused: ProblemCode; readonly facts: Record<string, string | number> };

/** @throws ProblemError `idempotency.missing-key`, `idempotency.malformed-key` */
export function requireKey(header: string | string[] | undefined): string {
  if (header === undefined || header === "") throw new ProblemError("idempotency.missing-key");
  const parsed = Id.safeParse(header);
  if (!parsed.success)
    throw new ProblemError("idempotency.malformed-key", {
      fields: [{ path: IDEMPOTENCY_KEY, message: "must be a lower-case UUIDv4" }],
    });
  return parsed.data;
}

export class Idempotency {
  readonly #db: Database;
  readonly #secretKey: Buffer;

  constructor(db: Database, secretKey: Buffer) {
    this.#db = db;
    this.#secretKey = secretKey;
  }

  fingerprint(method: string, url: string, rawBody: Buffer): Buffer {
    return keyedDigest(this.#secretKey, "request", `${method} ${url}\n${rawBody.toString("base64")}`);
  }

  /** Id of the command that this POST gives rise to: the same on every repeat, and nobody else can aim at it. */
  commandId(of: Repeatable): string {
    const { tenant, scope, key } = of.at;
    const bytes = keyedDigest(this.#secretKey, "command", `${tenant}\n${scope}\n${key}`).subarray(0, 16);
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
    const hex = bytes.toString("hex");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  /** Effect and answer in one transaction. `work` may run more than once, as `Database.transaction` says. */
  async inTransaction(of: Repeatable, work: (tx: Queryable) => Promise<Answer>): Promise<Answer> {
    return this.#db.transaction(async (tx) => {
      const known = await this.#recall(tx, of);
      if (known !== null) return known;
      const answer = await work(tx);
      await this.#remember(tx, of, { answer });
      return answer;
    });
  }

  /**
   * For effects that the engine makes harmless to repeat under `commandId`: a crash between effect and answer leaves no answer
   * here, and the repeat gets it from the engine. Refusals are remembered too, so a repeat hears the same.
   */
  async aroundEngine(of: Repeatable, work: (commandId: string) => Promise<Answer>): Promise<Answer> {
    const known = await this.#recall(this.#db, of);
    if (known !== null) return known;
    try {
      const answer = await work(this.commandId(of));
      await this.#remember(this.#db, of, { answer });
      return answer;
    } catch (error) {
      if (error instanceof ProblemError && [404, 409, 422].includes(problems[error.code].status)) {
        await this.#remember(this.#db, of, { refused: error.code, facts: { ...error.facts } });
      }
      throw error;
    }
  }

  async #recall(db: Queryable, of: Repeatable): Promise<Answer | null> {
    const row = await claimAnswer(db, of.at, of.fingerprint, of.now);
    if (!of.fingerprint.equals(row.fingerprint)) throw new ProblemError("idempotency.different-body");
    if (row.sealed_answer === null) return null;
    const text = unseal(this.#secretKey, purpose(of), row.sealed_answer);
    // Sealed under an earlier PT_SECRET_KEY, it would not have had this fingerprint.
    if (text === null) throw new Error("A stored answer cannot be opened.");
    const stored = JSON.parse(text) as Stored;
    if ("refused" in stored) throw new ProblemError(stored.refused, { facts: stored.facts });
    return stored.answer;
  }

  #remember(db: Queryable, of: Repeatable, stored: Stored): Promise<void> {
    return storeAnswer(db, of.at, seal(this.#secretKey, purpose(of), JSON.stringify(stored)));
  }
}

function purpose({ at }: Repeatable): string {
  return `answer:${at.tenant}:${at.scope}:${at.key}`;
}
