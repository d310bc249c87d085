import type { Signal } from "@partner-telephony/api";
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
  const names = await readNames(db, tenant, calls, agents);
  return kept.map((entry) => render(entry, names));
}

function render({ seq, signal }: Kept, names: Names): Signal {
  if (signal.type === "agent.changed") {
    const { at, traceparent, side } = signal;
    return { type: "agent.changed", seq, at, traceparent, agent: agentView(signal.agent, names, at), side };
  }
  return { ...signal, seq, call: callView(signal.call, names) };
}
