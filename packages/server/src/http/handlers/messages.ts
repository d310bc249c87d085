import { MESSAGE_MOST_BYTES, messageBytes, type MessageBody } from "@partner-telephony/api";
import type { MessageStored } from "../../messages/store-message.ts";
import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { ProblemError } from "../problem-error.ts";

export function messageHandlers({ engine }: EdgeDeps) {
  return {
    async storeTelephonyMessage({ asker, params, body, origin }: Ask<"storeTelephonyMessage">): Promise<Answer> {
      requireSize(body);
      const message = { ...body, sentBy: "telephonySystem", agentId: null, ...traceOf(origin) } as const;
      return taken(body, await engine.message(asker.tenant, params["callId"] as string, message));
    },

    /** The messageId makes a repeat harmless, so the Idempotency-Key need not remember the answer. */
    async sendMessage({ asker, params, body, origin }: Ask<"sendMessage">): Promise<Answer> {
      requireSize(body);
      const message = { ...body, sentBy: "agent", agentId: asker.agentId, ...traceOf(origin) } as const;
      return taken(body, await engine.message(asker.tenant, params["callId"] as string, message));
    },

    async listMessages({ asker, params }: Ask<"listMessages">): Promise<Answer> {
      const callId = params["callId"] as string;
      const call = await engine.call(asker.tenant, callId);
      const mayRead = asker.kind === "operator" || call?.agents.some(({ agentId }) => agentId === asker.agentId);
      if (call === null || !mayRead) throw new ProblemError("call.unknown");
      return { body: { messages: await engine.messages(asker.tenant, callId) } };
    },
  };
}

const traceOf = ({ traceparent }: { readonly traceparent: string | null }) => ({ traceparent });

/** @throws ProblemError `message.too-large` */
function requireSize({ body }: MessageBody): void {
  if (messageBytes(body) > MESSAGE_MOST_BYTES) throw new ProblemError("message.too-large");
}

function taken({ messageId }: MessageBody, stored: MessageStored): Answer {
  if ("refused" in stored) throw new ProblemError(stored.refused);
  return { body: { messageId, repeated: stored.repeated } };
}
