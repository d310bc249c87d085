import type { CallMessage, MessageBody } from "@partner-telephony/api";
import type { Clock } from "./clock.ts";
import { withDeadline, type Deadline } from "./deadline.ts";
import type { HttpRequest } from "./http.ts";

export interface MessagesDeps {
  readonly clock: Clock;
  readonly deadlineMs: number;
  /** In this page's session. */
  readonly ask: <T>(request: HttpRequest, deadline: Deadline) => Promise<T>;
}

/** Messages between the telephony system and components on this agent's pages. */
export class Messages {
  readonly #deps: MessagesDeps;

  constructor(deps: MessagesDeps) {
    this.#deps = deps;
  }

  /** @throws ConnectorError such as `message.too-large`; sent again with the same messageId it has one effect */
  async send(callId: string, message: MessageBody): Promise<void> {
    await this.#ask({ method: "POST", path: `/v1/calls/${callId}/messages`, body: message });
  }

  /** Of a call, both ways, oldest first. @throws ConnectorError */
  async list(callId: string): Promise<readonly CallMessage[]> {
    const path = `/v1/calls/${callId}/messages`;
    return (await this.#ask<{ messages: readonly CallMessage[] }>({ method: "GET", path })).messages;
  }

  #ask<T>(request: HttpRequest): Promise<T> {
    const { clock, deadlineMs, ask } = this.#deps;
    return withDeadline(clock, deadlineMs, (deadline) => ask<T>(request, deadline));
  }
}
