import type { ClientFrame, ServerFrame, Signal } from "@partner-telephony/api";
import { WebSocket } from "ws";
import { eventually } from "./eventually.ts";

export type FrameOf<T extends ServerFrame["type"]> = Extract<ServerFrame, { type: T }>;

/** A console page's socket, as a test sees it. */
export class SocketClient {
  readonly ws: WebSocket;
  readonly frames: ServerFrame[] = [];
  closed: { code: number; reason: string } | null = null;
  /** Status and body when the upgrade was refused. */
  refused: { status: number; body: string } | null = null;
  #beating: NodeJS.Timeout | null = null;

  constructor(url: string, { protocol = "pt.v1", origin }: { protocol?: string; origin?: string } = {}) {
    this.ws = new WebSocket(url, protocol, origin === undefined ? {} : { origin });
    this.ws.on("message", (data) => this.frames.push(JSON.parse(String(data)) as ServerFrame));
    this.ws.on("close", (code, reason) => {
      this.closed = { code, reason: String(reason) };
      this.stopBeating();
    });
    this.ws.on("unexpected-response", (_request, response) => {
      let body = "";
      response.on("data", (chunk) => (body += String(chunk)));
      response.on("end", () => (this.refused = { status: response.statusCode ?? 0, body }));
    });
    this.ws.on("error", () => {});
  }

  static async hello(url: string, bearer: string, afterSeq: number | null = null): Promise<SocketClient> {
    const client = new SocketClient(url);
    await client.opened();
    client.say({ type: "hello", bearer, afterSeq });
    await client.frame("welcome");
    client.beat();
    return client;
  }

  async opened(): Promise<void> {
    await eventually(
      () => this.ws.readyState,
      (state) => state === WebSocket.OPEN,
    );
  }

  say(frame: ClientFrame): void {
    this.ws.send(JSON.stringify(frame));
  }

  beat(everyMs = 500): void {
    this.#beating = setInterval(() => this.ws.readyState === WebSocket.OPEN && this.say({ type: "beat" }), everyMs);
  }

  stopBeating(): void {
    if (this.#beating !== null) clearInterval(this.#beating);
  }

  of<T extends ServerFrame["type"]>(type: T): FrameOf<T>[] {
    return this.frames.filter((frame): frame is FrameOf<T> => frame.type === type);
  }

  async frame<T extends ServerFrame["type"]>(type: T): Promise<FrameOf<T>> {
    const found = await eventually(
      () => this.of(type),
      (frames) => frames.length > 0,
    );
    return found[0] as FrameOf<T>;
  }

  get signals(): Signal[] {
    return this.of("signal").map(({ signal }) => signal);
  }

  get epoch(): number {
    const [welcome] = this.of("welcome");
    if (welcome === undefined) throw new Error("No welcome yet.");
    return welcome.epoch;
  }

  async signal<T extends Signal["type"]>(type: T): Promise<Extract<Signal, { type: T }>> {
    const found = await eventually(
      () => this.signals.filter((signal) => signal.type === type),
      (signals) => signals.length > 0,
    );
    return found[0] as Extract<Signal, { type: T }>;
  }

  async closing(): Promise<{ code: number; reason: string }> {
    return (await eventually(
      () => this.closed,
      (closed) => closed !== null,
    )) as { code: number; reason: string };
  }

  close(): void {
    this.stopBeating();
    this.ws.terminate();
  }
}
