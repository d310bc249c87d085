import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import type { CallView, ServerFrame, SessionView, Signal } from "@partner-telephony/api";
import type { Product } from "../../scripts/start/product.ts";

/** A command that the server has acknowledged: it must be found in the log for ever after. */
export interface Acknowledged {
  readonly callId: string;
  readonly type: string;
  readonly callVersion: number;
}

const BEAT_EVERY_MS = 1_000;
const RECONNECT_AFTER_MS = 100;
const RETRY_AFTER_MS = 500;

/**
 * An agent without a browser: speaks pt.v1, takes what rings, ends it, wraps up, and writes down every signal and every
 * acknowledgement. It survives a dead server by coming back and asking for the signals after the last one it has seen.
 */
export class AgentClient {
  readonly signals: Signal[] = [];
  readonly acknowledged: Acknowledged[] = [];
  readonly faults: string[] = [];
  private readonly product: Product;
  private readonly username: string;
  private session: SessionView | null = null;
  private socket: WebSocket | null = null;
  private epoch = 0;
  private snapshotSeq: number | null = null;
  private closed = false;
  private readonly handled = new Set<string>();
  private readonly pictures = new Map<string, CallView>();

  constructor(product: Product, username: string) {
    this.product = product;
    this.username = username;
  }

  async start(): Promise<void> {
    this.session = (await this.ask("POST", "/v1/sessions", {
      kind: "password",
      orgId: this.product.orgId,
      contactCenter: this.product.vendor.contactCenter.internalName,
      username: this.username,
      password: this.product.installation.practicePassword,
    })) as SessionView;
    this.connect();
    await this.until(() => this.epoch > 0);
    await this.ask("POST", "/v1/agents/current/commands", {
      type: "setPresence",
      presence: { statusId: "0N5000000000001", statusName: "Available for Voice", hasChannels: true, isOffline: false },
      enqueue: false,
    });
  }

  stop(): void {
    this.closed = true;
    this.socket?.close();
  }

  get agentId(): string {
    return this.session!.agentId;
  }

  /** Number of the last signal seen, or of the snapshot it started from. */
  get lastSeq(): number {
    return this.signals.at(-1)?.seq ?? this.snapshotSeq ?? 0;
  }

  private connect(): void {
    if (this.closed) return;
    const socket = new WebSocket(`${this.product.addresses.server.replace("http", "ws")}/v1/signals`, "pt.v1", {
      origin: this.product.addresses.pages,
    });
    this.socket = socket;
    const beat = setInterval(
      () => socket.readyState === WebSocket.OPEN && socket.send('{"type":"beat"}'),
      BEAT_EVERY_MS,
    );
    socket.on("open", () =>
      socket.send(
        JSON.stringify({
          type: "hello",
          bearer: this.session!.bearer,
          afterSeq: this.snapshotSeq === null ? null : this.lastSeq,
        }),
      ),
    );
    socket.on("message", (data: Buffer) => this.read(JSON.parse(data.toString("utf8")) as ServerFrame));
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(beat);
      if (!this.closed) setTimeout(() => this.connect(), RECONNECT_AFTER_MS);
    });
  }

  private read(frame: ServerFrame): void {
    if (frame.type === "error") this.faults.push(`${this.username}: ${frame.problem.code}`);
    if (frame.type === "welcome") {
      this.epoch = frame.epoch;
      if (this.snapshotSeq === null) this.snapshotSeq = frame.seq;
      else if (!frame.resumed)
        this.faults.push(`${this.username}: the server could not resume after signal ${this.lastSeq}`);
      for (const call of frame.calls) this.act(call);
    }
    if (frame.type === "signal") {
      this.signals.push(frame.signal);
      if ("call" in frame.signal) this.act(frame.signal.call);
    }
  }

  /** Takes what rings, ends what is connected, finishes what is in after conversation work. */
  private act(call: CallView): void {
    this.pictures.set(call.callId, call);
    const mine = call.agents.find((agent) => agent.agentId === this.session!.agentId);
    const next = { offered: "accept", joining: null, connected: "end", afterConversationWork: "wrapUp", done: null }[
      mine?.state ?? "done"
    ];
    if (next === null || this.handled.has(`${call.callId}:${next}`)) return;
    this.handled.add(`${call.callId}:${next}`);
    this.ask("POST", `/v1/calls/${call.callId}/commands`, { type: next })
      .then((answer) =>
        this.acknowledged.push({
          callId: call.callId,
          type: next,
          callVersion: (answer as { callVersion: number }).callVersion,
        }),
      )
      // Not acknowledged: nothing is promised. The picture that follows may have come already, so it is looked at again.
      .catch(() => {
        this.handled.delete(`${call.callId}:${next}`);
        setTimeout(() => this.closed || this.act(this.pictures.get(call.callId)!), RETRY_AFTER_MS);
      });
  }

  private async ask(method: string, path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${this.product.addresses.server}${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        "idempotency-key": randomUUID(),
        origin: this.product.addresses.pages,
        ...(this.session
          ? { authorization: `Bearer ${this.session.bearer}`, "pt-session-epoch": String(this.epoch) }
          : {}),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  private async until(condition: () => boolean): Promise<void> {
    const giveUpAt = Date.now() + 10_000;
    while (!condition()) {
      if (Date.now() > giveUpAt)
        throw new Error(`${this.username} did not get through: ${this.faults.join(", ") || "no welcome"}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
