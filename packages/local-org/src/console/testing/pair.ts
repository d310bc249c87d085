import { ConnectorHost, aboutCall } from "../host/connector-host.ts";
import { controlsOf } from "../host/controls.ts";
import type { Effect, OrgEvent } from "../host/step.ts";
import type { RequestType } from "../host/requests.ts";
import { TestClock, until } from "./clock.ts";
import { ACCEPTED_ORIGIN, ConnectorPage } from "./published-library.ts";
import { ScriptedConnector, type Script } from "./scripted-connector.ts";

/** Host and a connector on the published library, joined by a real MessageChannel. */
export class Pair {
  readonly clock = new TestClock();
  readonly effects: Effect[] = [];
  readonly frames: [direction: string, frame: Record<string, unknown>][] = [];
  readonly host: ConnectorHost;
  readonly page: ConnectorPage;
  connector!: ScriptedConnector;

  constructor(script: Script = {}) {
    this.page = new ConnectorPage((library) => (this.connector = new ScriptedConnector(library, script)));
    this.host = new ConnectorHost({
      now: this.clock.now,
      after: this.clock.after,
      onPhone: () => {},
      onEffect: (effect) => this.effects.push(effect),
      onFrame: (direction, frame) => this.frames.push([direction, frame as Record<string, unknown>]),
    });
  }

  setUp(isACWAllowed: unknown = true): void {
    this.host.setUp(this.page, ACCEPTED_ORIGIN, { organizationId: "00DLo0000000001", isACWAllowed });
  }

  async ready(): Promise<void> {
    this.setUp();
    await this.until(() => this.phone.stage === "ready", "ready");
  }

  get phone() {
    return this.host.phone;
  }
  get phase() {
    return this.phone.calls[0]?.phase ?? null;
  }
  get alerts(): string[] {
    return this.phone.alerts.map(({ text }) => text);
  }
  get controls(): string[] {
    const [hosted] = this.phone.calls;
    return hosted ? controlsOf(this.phone, hosted).map(({ name }) => name) : [];
  }
  get reports(): OrgEvent[] {
    return this.effects.flatMap((effect) => (effect.type === "report" ? [effect.event] : []));
  }

  async ring(fields: object = {}): Promise<void> {
    const call = this.connector.call(fields);
    this.connector.calls = [call];
    await this.page.publish("CALL_STARTED", new this.page.library["CallResult"]({ call }));
    await this.until(() => this.phone.calls.length > 0, "a call that rings");
  }

  ask(type: RequestType): void {
    const { call } = this.phone.calls[0]!;
    this.host.ask(type, { ...aboutCall(call), agentStatus: "Online" }, call.callId);
  }

  async connected(): Promise<void> {
    await this.ready();
    await this.ring();
    this.ask("ACCEPT_CALL");
    await this.until(() => this.phase === "connected", "a connected call");
  }

  /** Everything sent so far has been handled: a message of no meaning came back as an echo. */
  async settled(): Promise<void> {
    const type = `MARK_${this.frames.length}`;
    this.host.tell(type);
    const isEcho = (frame: Record<string, unknown>) =>
      (frame["payload"] as Record<string, unknown>)?.["eventType"] === type;
    await this.until(() => this.frames.some(([way, frame]) => way === "from-connector" && isEcho(frame)), type);
    await new Promise((go) => setImmediate(go));
  }

  until(condition: () => boolean, what: string): Promise<void> {
    return until(
      condition,
      () => `${what}; stage ${this.phone.stage}, phase ${this.phase}, ${this.alerts.join(" | ")}`,
    );
  }

  close(): void {
    this.host.close();
  }
}
