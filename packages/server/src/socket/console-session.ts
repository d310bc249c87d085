import { randomUUID } from "node:crypto";
import type { AgentCommand } from "@partner-telephony/calls";
import type { Engine } from "../engine/engine.ts";
import { ProblemError, refusalProblem } from "../http/problem-error.ts";
import type { AgentSession } from "../sessions/sessions.ts";

/**
 * One console page's hold on its agent. Each hello is a console session of its own, so that a second tab with the same log-in
 * has a newer epoch and wins.
 */
export class ConsoleSession {
  readonly sessionId = randomUUID();
  readonly #engine: Engine;
  readonly agent: AgentSession;
  readonly #traceparent: string;
  #epoch = 0;

  constructor(engine: Engine, agent: AgentSession, traceparent: string) {
    this.#engine = engine;
    this.agent = agent;
    this.#traceparent = traceparent;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** @throws ProblemError of a refusal, such as `agent.unknown` */
  async take(): Promise<void> {
    const stored = await this.#command({ type: "takeLease", sessionId: this.sessionId });
    if (typeof stored.epoch !== "number") throw new Error("The engine took a lease and named no epoch.");
    this.#epoch = stored.epoch;
  }

  /** @throws ProblemError `session.superseded`, or `session.silent` when the lease ran out and nobody else has it */
  async renew(): Promise<void> {
    const { tenant, agentId } = this.agent;
    const refusal = await this.#engine.renewLease(tenant, agentId, { sessionId: this.sessionId, epoch: this.#epoch });
    if (refusal !== null) throw refusalProblem(refusal, this.#epoch);
  }

  /** The agent logs out: calls must not wait for 3 s of silence. Somebody else's lease is left alone. */
  async release(): Promise<void> {
    try {
      await this.#command({ type: "releaseLease", sessionId: this.sessionId, epoch: this.#epoch });
    } catch (error) {
      const gone = error instanceof ProblemError && ["session.superseded", "session.silent"].includes(error.code);
      if (!gone) throw error;
    }
  }

  async #command(command: DistributiveOmit<AgentCommand, "agentId">) {
    const origin = { traceparent: this.#traceparent, idempotencyKey: null };
    const full = { ...command, agentId: this.agent.agentId } as AgentCommand;
    const stored = await this.#engine.command(this.agent.tenant, full, origin);
    if (stored.refused) throw refusalProblem(stored, this.#epoch);
    return stored;
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
