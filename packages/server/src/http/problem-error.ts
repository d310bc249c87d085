import type { Refusal } from "@partner-telephony/calls";
import type { Problem } from "@partner-telephony/api";
import { problems, type ProblemCode } from "./problems.ts";

export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

type Facts = Readonly<Record<string, string | number>>;

/** Thrown anywhere behind the edge; the error handler turns it into `application/problem+json`. Never holds personal data. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly FieldFault[];
  readonly facts: Facts;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    more: { fields?: readonly FieldFault[]; facts?: Facts; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code);
    this.name = "ProblemError";
    this.code = code;
    this.fields = more.fields ?? [];
    this.facts = more.facts ?? {};
    this.headers = more.headers ?? {};
  }

  get status(): number {
    return problems[this.code].status;
  }
}

/**
 * `epoch`: of the console session that asked. When the newest epoch is its own, nobody has taken over: it was released for its
 * silence, and the way on is another one.
 */
export function refusalProblem(refusal: Refusal, epoch: number | null = null): ProblemError {
  if (refusal.code === "session.superseded" && refusal.detail["epoch"] === epoch)
    return new ProblemError("session.silent");
  return new ProblemError(refusal.code, { facts: refusal.detail });
}

export function problemBody(error: ProblemError, traceId: string): Problem {
  const { status, title, detail } = problems[error.code];
  const sentence = detail.replace(/\{(\w+)\}/g, (_, name: string) => String(error.facts[name] ?? "some"));
  return {
    type: `urn:partner-telephony:problem:${error.code}`,
    title,
    status,
    code: error.code,
    detail: sentence,
    ...(error.fields.length > 0 ? { fields: [...error.fields] } : {}),
    traceId,
  };
}
