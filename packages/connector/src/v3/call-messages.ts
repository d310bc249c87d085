import type { MessageBody, Signal } from "@partner-telephony/api";
import { connectorError } from "../core/connector-error.ts";
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
  page.on("message.send", async (payload) => {
    const { messageId, body } = payload;
    await core.messages.send(callOf(payload), { messageId, body } as MessageBody);
  });
  core.onNews((news) => {
    const signal: Signal | null = news.type === "signal" ? news.signal : null;
    if (signal?.type !== "message" || signal.message === null) return;
    const vendorCallKey = keyOf(signal.callId);
    if (vendorCallKey !== undefined) tell(vendorCallKey, signal.message);
  });
}
