import type { Signal } from "@partner-telephony/api";
import { renderSignals } from "../signals/render.ts";
import type { Database } from "../store/database.ts";
import { listSignalsAfter } from "../store/statements/list-signals-after.ts";
import type { KeptSignals, SignalsAsked } from "../store/statements/list-signals-after.ts";
import type { Engine, TenantId } from "./engine.ts";
import { createGroups } from "./groups.ts";

type Asked = SignalsAsked & { readonly tenant: TenantId };

const GROUP_SIZE = 64;

/** What agents have missed, read together when several ask at once: one commit may bring news for many. */
export function missedSignals(database: Database): Engine["signalsAfter"] {
  const read = createGroups<Asked, Signal[] | null>({
    kindOf: ({ tenant }) => tenant,
    // One row for each agent: two pages of the same agent ask one after the other.
    laneOf: ({ agentId }) => agentId,
    inLane: 1,
    size: GROUP_SIZE,
    atOnce: 2,
    together: (group) => readTogether(database, group),
    alone: async (asked) => (await readTogether(database, [asked]))[0] ?? null,
    worthAlone: () => false,
  });
  return (tenant, agentId, afterSeq, limit) => read({ tenant, agentId, afterSeq, limit });
}

async function readTogether(database: Database, group: readonly Asked[]): Promise<(Signal[] | null)[]> {
  const { tenant } = group[0]!;
  const kept = await listSignalsAfter(database, tenant, group);
  const whole = group.map((asked) => keptWhole(asked, kept.get(asked.agentId)));
  const rendered = await renderSignals(
    database,
    tenant,
    whole.flatMap((signals) => signals ?? []),
  );
  let taken = 0;
  return whole.map((signals) => (signals === null ? null : rendered.slice(taken, (taken += signals.length))));
}

/** Null when something after `afterSeq` is no longer kept, or `afterSeq` was never given out. */
function keptWhole({ afterSeq }: Asked, kept: KeptSignals | undefined): KeptSignals["signals"] | null {
  if (kept === undefined || afterSeq > kept.lastSeq) return null;
  const first = kept.signals[0]?.seq ?? kept.lastSeq + 1;
  // Signals are removed oldest first: when the first one is there, all after it are.
  return first === afterSeq + 1 ? kept.signals : null;
}
