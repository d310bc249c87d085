import type { Call } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { insertSignals } from "../store/statements/insert-signals.ts";
import { notifyAgents } from "../store/statements/notify.ts";
import { takeSignalSeqs } from "./sql/take-signal-seqs.ts";

/** Everybody who has the call, or is offered it. */
export const agentsOn = (call: Call): string[] =>
  Object.values(call.agents).flatMap(({ agentId, state }) => (state === "done" ? [] : [agentId]));

interface News {
  readonly callId: string;
  readonly messageId: string;
  readonly traceparent: string | null;
  readonly at: number;
}

/**
 * One signal to each agent on the call, among their others. `store` runs while the agents are locked, so that signals and
 * messages have one order; when it throws, nothing is told.
 */
export async function tellAgents(
  tx: Queryable,
  tenant: string,
  call: Call,
  { callId, messageId, traceparent, at }: News,
  store: () => Promise<void> = async () => {},
): Promise<void> {
  const seqs = await takeSignalSeqs(tx, tenant, agentsOn(call));
  await store();
  const signal = { type: "message", at, traceparent, callId, messageId } as const;
  const signals = [...seqs].map(([agentId, seq]) => ({ agentId, seq, signal }));
  await insertSignals(tx, tenant, signals);
  await notifyAgents(tx, tenant, [...seqs.keys()]);
}
