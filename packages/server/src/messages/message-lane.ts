import type { Dependencies } from "../engine/dependencies.ts";
import { backOff, type Lane } from "../outbox/lane.ts";
import { readCall } from "../store/statements/read-call.ts";
import { TelephonyUnavailable, type TelephonyAnswer, type TelephonySystem } from "../telephony/telephony-system.ts";
import { claimMessages, type ClaimedMessage } from "./sql/claim-messages.ts";
import { nextMessageDue } from "./sql/next-message-due.ts";
import { postponeMessage } from "./sql/postpone-message.ts";
import { settleMessage } from "./sql/settle-message.ts";
import { tellAgents } from "./tell-agents.ts";

const IN_FLIGHT = 16;

/** Brings agents' messages to the telephony system: per call in order, each at least once with its own id. */
export function createMessageLane(deps: Dependencies, telephony: TelephonySystem): Lane {
  const { database, bounds, now, log } = deps;
  const inFlight = new Set<Promise<void>>();
  const stopping = new AbortController();

  return {
    async round(wake) {
      const free = IN_FLIGHT - inFlight.size;
      // The next one that ends wakes us.
      if (free === 0) return null;
      const claimed = await claimMessages(database, now(), now() + bounds.telephonyAttemptMs + 500, free);
      for (const one of claimed) {
        const work: Promise<void> = deliver(deps, telephony, one, stopping.signal)
          // The store itself failed: the claim runs out and the message is taken again.
          .catch((error: unknown) => log("error", "message.not-settled", { reason: (error as Error).message }))
          .finally(() => {
            inFlight.delete(work);
            wake();
          });
        inFlight.add(work);
      }
      return nextMessageDue(database);
    },
    async stop() {
      stopping.abort();
      await Promise.all(inFlight);
    },
  };
}

async function deliver(
  deps: Dependencies,
  telephony: TelephonySystem,
  one: ClaimedMessage,
  stopping: AbortSignal,
): Promise<void> {
  const { tenant, callId, message, attempt, createdAt } = one;
  if (deps.now() >= createdAt + deps.bounds.messageAwaitsMs) return refuse(deps, one, "message.expired");
  try {
    const answer = await ask(deps, telephony, one, stopping);
    if (!answer.accepted) return await refuse(deps, one, answer.code);
    await settleMessage(deps.database, tenant, message.messageId, deps.now(), null);
  } catch (error) {
    const isKnown = error instanceof TelephonyUnavailable;
    const code = isKnown ? error.code : "message.unexpected";
    deps.log(isKnown ? "warn" : "error", code, { callId, attempt, reason: (error as Error).message });
    const wait = Math.max(backOff(deps.bounds.backOffMs, attempt), (isKnown && error.retryAfterMs) || 0);
    await postponeMessage(deps.database, tenant, message.messageId, deps.now() + wait);
  }
}

async function ask(
  deps: Dependencies,
  telephony: TelephonySystem,
  { callId, message, traceparent }: ClaimedMessage,
  stopping: AbortSignal,
): Promise<TelephonyAnswer> {
  if (telephony.message === undefined) return { accepted: false, code: "request.unsupported" };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(deps.bounds.telephonyAttemptMs)]);
  return telephony.message(callId, message, { traceparent, signal });
}

/** Never to be taken: whoever sent it is told, by the same message once more. */
function refuse(deps: Dependencies, one: ClaimedMessage, code: string): Promise<void> {
  const { tenant, callId, message, traceparent } = one;
  const at = deps.now();
  deps.log("warn", "message.refused", { callId, code });
  return deps.database.transaction(async (tx) => {
    if (!(await settleMessage(tx, tenant, message.messageId, at, code))) return;
    const call = await readCall(tx, tenant, callId);
    if (call !== null) await tellAgents(tx, tenant, call, { callId, messageId: message.messageId, traceparent, at });
  });
}
