import type { ServerFrame } from "@partner-telephony/api";
import type { Engine } from "../engine/engine.ts";
import type { AgentSession } from "../sessions/sessions.ts";
import type { FrameWriter } from "./frame-writer.ts";

/**
 * Brings an agent's signals to one socket in order, without gap or repeat: it reads on from the last one it sent, whatever news
 * said. News during a read lead to one more read.
 */
export class SignalPump {
  readonly #engine: Engine;
  readonly #agent: AgentSession;
  readonly #writer: FrameWriter;
  readonly #batch: number;
  readonly #epoch: number;
  #cursor = 0;
  #wanted = false;
  #running: Promise<void> | null = null;
  #stopListening: (() => void) | null = null;
  #started = false;
  #stopped = false;

  constructor(engine: Engine, agent: AgentSession, epoch: number, writer: FrameWriter, batch: number) {
    this.#engine = engine;
    this.#agent = agent;
    this.#epoch = epoch;
    this.#writer = writer;
    this.#batch = batch;
  }

  /** Sends the welcome, then signals for as long as it is not stopped. `onFailure` is told when reading fails. */
  async start(afterSeq: number | null, onFailure: (error: unknown) => void): Promise<void> {
    const { tenant, agentId } = this.#agent;
    // Before the snapshot: what happens in between is news already.
    const stop = this.#engine.onNews(tenant, agentId, () => this.#news(onFailure));
    if (this.#stopped) return stop();
    this.#stopListening = stop;
    const resumed = afterSeq !== null && (await this.#engine.signalsAfter(tenant, agentId, afterSeq, 1)) !== null;
    await this.#welcome(resumed ? afterSeq : null);
    this.#started = true;
    this.#news(onFailure);
  }

  stop(): void {
    this.#stopped = true;
    this.#stopListening?.();
  }

  async #welcome(resumeAfter: number | null): Promise<void> {
    const snapshot = await this.#engine.snapshot(this.#agent.tenant, this.#agent.agentId);
    if (snapshot === null) throw new Error("An agent that holds a session has no state.");
    const resumed = resumeAfter !== null;
    const frame: ServerFrame = { type: "welcome", ...snapshot, epoch: this.#epoch, resumed, couriers: true };
    this.#writer.send(frame);
    this.#cursor = resumeAfter ?? snapshot.seq;
  }

  #news(onFailure: (error: unknown) => void): void {
    this.#wanted = true;
    if (this.#running !== null || !this.#started) return;
    this.#running = this.#run()
      .catch(onFailure)
      .finally(() => {
        this.#running = null;
        if (this.#wanted && !this.#stopped) this.#news(onFailure);
      });
  }

  async #run(): Promise<void> {
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      const { tenant, agentId } = this.#agent;
      const signals = await this.#engine.signalsAfter(tenant, agentId, this.#cursor, this.#batch);
      if (this.#stopped) return;
      if (signals === null) {
        // No longer kept: a fresh snapshot replaces what the page knows.
        await this.#welcome(null);
        this.#wanted = true;
        continue;
      }
      for (const signal of signals) {
        this.#writer.send({ type: "signal", signal });
        this.#cursor = signal.seq;
      }
      await this.#writer.drained();
      if (signals.length >= this.#batch) this.#wanted = true;
    }
  }
}
