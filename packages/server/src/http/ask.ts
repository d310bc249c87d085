import type { serverRoutes } from "@partner-telephony/api";
import type { z } from "zod";
import type { Origin } from "../engine/engine.ts";
import type { Queryable } from "../store/database.ts";
import type { Asker } from "./askers.ts";
import type { Answer } from "./idempotency.ts";

type ServerRoute = (typeof serverRoutes)[number];
export type OperationId = ServerRoute["operationId"];
export type RouteOf<Name extends OperationId> = Extract<ServerRoute, { operationId: Name }>;

type BodyOf<R> = R extends { body: infer B extends z.ZodType } ? z.output<B> : undefined;
type QueryOf<R> = R extends { query: infer Q extends z.ZodType } ? z.output<Q> : undefined;
type AnswerOf<R> = R extends { answer: infer A extends z.ZodType } ? z.input<A> : undefined;
type AskerOf<R> = R extends { principals: readonly (infer P)[] } ? Extract<Asker, { kind: P }> : never;

/** One request, checked: who asks, what, and under which trace. */
export interface Ask<Name extends OperationId = OperationId> {
  readonly asker: AskerOf<RouteOf<Name>>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryOf<RouteOf<Name>>;
  readonly body: BodyOf<RouteOf<Name>>;
  /** Header `range`: which part of a file is wanted. */
  readonly range: string | null;
  /** Header `pt-contact-center`: which of the contact centers that the credential covers. */
  readonly contactCenter: string | null;
  readonly origin: Origin;
  readonly address: string;
  /** Effect and answer in one transaction, once per Idempotency-Key of `whose`. */
  once(whose: Whose, work: (tx: Queryable) => Promise<Answer>): Promise<Answer>;
  /** For commands: `commandId` is what the engine knows the repeat by. */
  onceByEngine(whose: Whose, work: (commandId: string) => Promise<Answer>): Promise<Answer>;
}

export interface Whose {
  readonly tenant: string;
  readonly scope: string;
}

export type AnswerFor<Name extends OperationId> = Answer & { readonly body?: AnswerOf<RouteOf<Name>> };
export type Handler<Name extends OperationId> = (ask: Ask<Name>) => Promise<Answer & { readonly body?: unknown }>;
/** Exactly the routes of `api`: one that is missing or too many does not compile. */
export type Handlers = { readonly [Name in OperationId]: Handler<Name> };
