import type { MessageBody, Signal } from "@partner-telephony/api";
import { codeOf, connectorError } from "../core/connector-error.ts";
import type { Core } from "../core/core.ts";
import type { Fields, PageMessages } from "./page-messages.ts";
import { vendorCallKeyOf } from "./phone-call.ts";

/**
 * Messages of calls between the telephony system and components: `messages.wanted` is answered by all of a call, in order,
 * `message.send` sends one. A message that comes is told as it comes; its position and id are for components to sort and
 * to know a repeat by.
 */
export function carryCallMessages(core: Core, page: PageMessages): void {
  const keyOf = (callId: string): string | undefined => {
    const { agent } = core.picture;
    const call = core.picture.call(callId);
    return agent === null || call === undefined ? undefined : vendorCallKeyOf(call.view, agent.agentId);
  };
  /** @throws ConnectorError call.unknown */
  const callOf = ({ vendorCallKey }: Fields): string => {
    const call = core.picture.calls().find(({ view }) => keyOf(view.callId) === vendorCallKey);
    if (call === undefined) throw connectorError("call.unknown");
    return call.view.callId;
  };
  const tell = (vendorCallKey: unknown, message: unknown): void =>
    page.say({ type: "message", vendorCallKey, message });

  page.on("messages.wanted", async (payload) => {
    for (const message of await core.messages.list(callOf(payload))) tell(payload["vendorCallKey"], message);
  });
  const tails = new Map<string, Promise<void>>();
  page.on("message.send", (payload) => {
    const { messageId, body } = payload;
    const callId = callOf(payload);
    const before = tails.get(callId) ?? Promise.resolve();
    const sent = before.then(() => sendUntilTaken(core, callId, { messageId, body } as MessageBody));
    tails.set(
      callId,
      sent.catch(() => {}),
    );
    return sent;
  });
  core.onNews((news) => {
    const signal: Signal | null = news.type === "signal" ? news.signal : null;
    if (signal?.type !== "message" || signal.message === null) return;
    const vendorCallKey = keyOf(signal.callId);
    if (vendorCallKey !== undefined) tell(vendorCallKey, signal.message);
  });
}

/** So long a server may be away before the component hears that its message was not sent (as at the server, docs/messages.md). */
const GIVEN_UP_AFTER_MS = 600_000;
const PAUSE_MS = 500;
/** Nothing is wrong with the message: the same id makes it harmless that it may have arrived. */
const AGAIN: ReadonlySet<string> = new Set(["server.unreachable", "deadline.passed"]);

/** One message of a call after the other, each until the server has it or says that it never will. @throws ConnectorError */
async function sendUntilTaken(core: Core, callId: string, message: MessageBody): Promise<void> {
  const until = core.clock.now() + GIVEN_UP_AFTER_MS;
  for (;;) {
    try {
      return await core.messages.send(callId, message);
    } catch (error) {
      if (!AGAIN.has(codeOf(error)) || core.clock.now() >= until) throw error;
      await new Promise<void>((go) => void core.clock.after(PAUSE_MS, go));
    }
  }
}
