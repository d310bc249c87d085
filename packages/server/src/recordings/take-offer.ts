import type { RecordingBody } from "@partner-telephony/api";
import type { Dependencies } from "../engine/dependencies.ts";
import type { Engine, TenantId } from "../engine/engine.ts";
import type { Queryable } from "../store/database.ts";
import { insertReconcileEntries } from "../store/statements/insert-reconcile-entries.ts";
import { readCall } from "../store/statements/read-call.ts";
import { insertRecording } from "./sql/insert-recording.ts";

export type OfferTaken =
  /** `too-large` is kept as "none", so that nobody waits for it. */
  { readonly refused: "unknown-call" | "another" | "too-large" } | { readonly repeated: boolean };

/** What the telephony system says of a call's recording. From now on it is fetched until it is there, over a kill too. */
export function recordingOffers(deps: Dependencies): Engine["recording"] {
  return async (tenant, callId, offer, traceparent) => {
    const taken = await deps.database.transaction((tx) => take(deps, tx, { tenant, callId, offer, traceparent }));
    const isNew = "repeated" in taken && !taken.repeated && offer.state === "ready";
    const news = { telephony: false, salesforce: false, nextDeadlineAt: null, routing: false, recording: true };
    if (isNew) deps.onStored(news);
    return taken;
  };
}

interface Offered {
  readonly tenant: TenantId;
  readonly callId: string;
  readonly offer: RecordingBody;
  readonly traceparent: string | null;
}

async function take(deps: Dependencies, tx: Queryable, offered: Offered): Promise<OfferTaken> {
  const { tenant, callId, offer, traceparent } = offered;
  if ((await readCall(tx, tenant, callId)) === null) return { refused: "unknown-call" };
  const now = deps.now();
  const refused = offer.state === "ready" && offer.bytes > deps.bounds.recordingMostBytes ? TOO_LARGE : null;
  const stored = await insertRecording(tx, tenant, { callId, offer, refused, traceparent, now });
  if (stored.recordingId !== offer.recordingId) return { refused: "another" };
  if (refused === null) return { repeated: !stored.inserted };
  if (stored.inserted) {
    const detail = { recordingId: offer.recordingId };
    await insertReconcileEntries(tx, tenant, [{ callId, agentId: null, code: refused, detail, at: now }]);
  }
  return { refused: "too-large" };
}

const TOO_LARGE = "recording.too-large";
