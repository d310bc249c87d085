import type { LeftOut, UtteranceBody } from "@partner-telephony/api";
import type { Dependencies } from "../engine/dependencies.ts";
import type { Engine } from "../engine/engine.ts";
import type { Queryable } from "../store/database.ts";
import { insertFactsSeen } from "../store/statements/insert-facts-seen.ts";
import { listCallEvents } from "../store/statements/list-call-events.ts";
import { readCall } from "../store/statements/read-call.ts";
import { whyLeftOut } from "./left-out.ts";
import { countUtterance } from "./sql/count-utterance.ts";
import { insertUtterance } from "./sql/insert-utterance.ts";

export type Utterance = Readonly<UtteranceBody>;

export type UtteranceStored =
  { readonly unknown: "call" | "leg" } | { readonly repeated: boolean; readonly leftOut: LeftOut | null };

/** One transaction: known from now on, and waiting or counted as left out. */
export function utterances(deps: Dependencies): Engine["utterance"] {
  return async (tenant, callId, utterance) => {
    const stored = await deps.database.transaction((tx) => store(deps, tx, tenant, callId, utterance));
    const news = { telephony: false, salesforce: false, nextDeadlineAt: null, routing: false, transcript: true };
    if ("leftOut" in stored && stored.leftOut === null) deps.onStored(news);
    return stored;
  };
}

async function store(
  deps: Dependencies,
  tx: Queryable,
  tenant: string,
  callId: string,
  utterance: Utterance,
): Promise<UtteranceStored> {
  const call = await readCall(tx, tenant, callId);
  if (call === null) return { unknown: "call" };
  if (call.legs[utterance.legId] === undefined) return { unknown: "leg" };
  const now = deps.now();
  const isNew = (await insertFactsSeen(tx, tenant, [utterance.utteranceId], now)).size === 1;
  if (!isNew) return { repeated: true, leftOut: null };
  const events = (await listCallEvents(tx, tenant, callId)).map(({ event }) => event);
  const leftOut = whyLeftOut(events, utterance);
  await countUtterance(tx, tenant, callId, leftOut === null ? "waiting" : "left_out", now);
  if (leftOut === null) await insertUtterance(tx, tenant, callId, utterance, now);
  return { repeated: false, leftOut };
}
