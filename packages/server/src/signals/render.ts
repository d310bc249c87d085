import type { CallMessage, Signal } from "@partner-telephony/api";
import { readMessages } from "../messages/sql/read-messages.ts";
import type { Queryable } from "../store/database.ts";
import { agentView } from "../views/agent-view.ts";
import { callView } from "../views/call-view.ts";
import { readNames } from "../views/names.ts";
import type { Names } from "../views/names.ts";
import type { BareSignal } from "./bare-signal.ts";

interface Kept {
  readonly seq: number;
  readonly signal: BareSignal;
}

/** Puts number, names and the api's shape to stored signals. */
export async function renderSignals(db: Queryable, tenant: string, kept: readonly Kept[]): Promise<Signal[]> {
  const calls = kept.flatMap(({ signal }) => ("call" in signal ? [signal.call] : []));
  const agents = kept.flatMap(({ signal }) => ("agent" in signal ? [signal.agent] : []));
  const messageIds = kept.flatMap(({ signal }) => (signal.type === "message" ? [signal.messageId] : []));
  const names = await readNames(db, tenant, calls, agents);
  const messages = await readMessages(db, tenant, messageIds);
  return kept.map((entry) => render(entry, names, messages));
}

function render({ seq, signal }: Kept, names: Names, messages: ReadonlyMap<string, CallMessage>): Signal {
  if (signal.type === "message") {
    const { at, traceparent, callId, messageId } = signal;
    return { type: "message", seq, at, traceparent, callId, message: messages.get(messageId) ?? null };
  }
  if (signal.type === "agent.changed") {
    const { at, traceparent, side } = signal;
    return { type: "agent.changed", seq, at, traceparent, agent: agentView(signal.agent, names, at), side };
  }
  return { ...signal, seq, call: callView(signal.call, names) };
}
