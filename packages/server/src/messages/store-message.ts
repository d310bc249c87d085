import type { CallMessage, MessageBody } from "@partner-telephony/api";
import type { Dependencies } from "../engine/dependencies.ts";
import type { Engine } from "../engine/engine.ts";
import type { Queryable } from "../store/database.ts";
import { readCall } from "../store/statements/read-call.ts";
import { insertMessage } from "./sql/insert-message.ts";
import { readMessages } from "./sql/read-messages.ts";
import { agentsOn, tellAgents } from "./tell-agents.ts";

export interface MessageToStore extends MessageBody {
  readonly sentBy: CallMessage["sentBy"];
  /** Of a message that an agent sends: it must be on the call. */
  readonly agentId: string | null;
  readonly traceparent: string | null;
}

export type MessageStored = { readonly refused: "call.unknown" | "call.not-yours" } | { readonly repeated: boolean };

/** One transaction: stored, waiting for the telephony system if an agent's, and told to every agent on the call. */
export function storingMessages(deps: Dependencies): Engine["message"] {
  return async (tenant, callId, message) => {
    const stored = await deps.database.transaction((tx) => store(deps, tx, tenant, callId, message));
    if ("repeated" in stored && !stored.repeated && message.sentBy === "agent") {
      deps.onStored({ telephony: false, salesforce: false, nextDeadlineAt: null, routing: false, message: true });
    }
    return stored;
  };
}

async function store(
  deps: Dependencies,
  tx: Queryable,
  tenant: string,
  callId: string,
  message: MessageToStore,
): Promise<MessageStored> {
  const { messageId, agentId, traceparent } = message;
  const call = await readCall(tx, tenant, callId);
  if (call === null || (agentId !== null && call.agents[agentId] === undefined)) return { refused: "call.unknown" };
  // A repeat is answered as the first was, also when the agent has left the call since; it gives out no number.
  if ((await readMessages(tx, tenant, [messageId])).size > 0) return { repeated: true };
  if (agentId !== null && !agentsOn(call).includes(agentId)) return { refused: "call.not-yours" };
  const at = deps.now();
  const news = { callId, messageId, traceparent, at };
  await tellAgents(tx, tenant, call, news, async () => {
    // The numbers just taken must not stand empty: undone, and tried again.
    if (!(await insertMessage(tx, tenant, callId, message, at))) throw new SameMessageAtOnce();
  });
  return { repeated: false };
}

class SameMessageAtOnce extends Error {
  /** The store's code for "try the transaction again". */
  readonly code = "40001";
  constructor() {
    super("The same message came twice at the same moment.");
  }
}
