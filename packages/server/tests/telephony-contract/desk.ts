import type { CallCommandBody, CallMessage, CallView, MessageBody, Signal } from "@partner-telephony/api";
import { CENTER, ORG, PASSWORD, type Edge } from "../support/edge.ts";
import { eventually } from "../support/eventually.ts";
import { SocketClient } from "../support/socket-client.ts";

const AVAILABLE = { statusId: "0N5000000000001", statusName: "Available", hasChannels: true, isOffline: false };
type Failed = Extract<Signal, { type: "request.failed" }>;

/** An agent or a supervisor as the server sees them: commands by HTTP, signals by socket. */
export class Desk {
  readonly #edge: Edge;
  readonly #bearer: string;
  readonly #page: SocketClient;
  /** Version of the call with which each request was asked: an older picture says nothing about it. */
  readonly #askedAt = new Map<string, number>();

  private constructor(edge: Edge, bearer: string, page: SocketClient) {
    this.#edge = edge;
    this.#bearer = bearer;
    this.#page = page;
  }

  static async sitDown(edge: Edge, username: string, { supervisor = false } = {}): Promise<Desk> {
    await edge.agent(username, { supervisor });
    const { bearer } = (await edge.ask("POST", "/v1/sessions", { body: edge.proof(username, PASSWORD, ORG, CENTER) }))
      .body as { bearer: string };
    return new Desk(edge, bearer, await SocketClient.hello(edge.wsUrl, bearer));
  }

  async online(isOnline = true): Promise<void> {
    const presence = isOnline
      ? AVAILABLE
      : { ...AVAILABLE, statusName: "Offline", hasChannels: false, isOffline: true };
    await this.#ask("/v1/agents/current/commands", { type: "setPresence", presence, enqueue: false });
  }

  /** Accepted by the server: the id of the request that is now on its way to the telephony system. */
  async asks(callId: string, command: CallCommandBody): Promise<string> {
    const { requestId, callVersion } = await this.#ask(`/v1/calls/${callId}/commands`, command);
    this.#askedAt.set(requestId, callVersion);
    return requestId;
  }

  /** Waits until nothing is pending for the request: `done`, or the code with which it failed. */
  async outcome(callId: string, requestId: string): Promise<string> {
    const askedAt = this.#askedAt.get(requestId) ?? 0;
    const settled = ({ version, pending }: CallView) =>
      version >= askedAt && pending.every((one) => one.requestId !== requestId);
    await this.sees(callId, settled);
    return this.failure(requestId)?.code ?? "done";
  }

  async does(callId: string, command: CallCommandBody): Promise<string> {
    return this.outcome(callId, await this.asks(callId, command));
  }

  failure(requestId: string): Failed | undefined {
    return this.#page.signals.find(
      (one): one is Failed => one.type === "request.failed" && one.requestId === requestId,
    );
  }

  /** The newest picture of the call that this agent's connector has been given. */
  async sees(callId: string, holds: (call: CallView) => boolean): Promise<CallView> {
    const call = await eventually(
      () => this.#page.signals.flatMap((one) => ("call" in one && one.call.callId === callId ? [one.call] : [])).at(-1),
      (latest) => latest !== undefined && holds(latest),
    );
    return call as CallView;
  }

  signalTypes(callId: string): string[] {
    return this.#page.signals.flatMap((one) => ("call" in one && one.call.callId === callId ? [one.type] : []));
  }

  /** A component on the agent's page says something to the telephony system. */
  async says(callId: string, message: MessageBody): Promise<void> {
    await this.#ask(`/v1/calls/${callId}/messages`, message);
  }

  /** Messages of the call that this agent's page has been told, as often as it was. */
  heard(callId: string): CallMessage[] {
    return this.#page.signals.flatMap((one) =>
      one.type === "message" && one.callId === callId && one.message !== null ? [one.message] : [],
    );
  }

  leave(): void {
    this.#page.close();
  }

  async #ask(path: string, body: object): Promise<{ requestId: string; callVersion: number }> {
    const reply = await this.#edge.ask("POST", path, { bearer: this.#bearer, epoch: this.#page.epoch, body });
    if (reply.status >= 300) throw new Error(`${path} ${JSON.stringify(body)}: ${JSON.stringify(reply.body)}`);
    return reply.body as { requestId: string; callVersion: number };
  }
}
