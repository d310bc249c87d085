import type { Call } from "@partner-telephony/calls";
import type { BulkTranscriptMessage, TranscriptOutcome } from "@partner-telephony/salesforce-voice";
import type { Dependencies } from "../engine/dependencies.ts";
import { backOff } from "../outbox/lane.ts";
import type { VoiceApis } from "../salesforce/voice-apis.ts";
import { insertReconcileEntries } from "../store/statements/insert-reconcile-entries.ts";
import { listCallEvents } from "../store/statements/list-call-events.ts";
import { readCall } from "../store/statements/read-call.ts";
import { readNames } from "../views/names.ts";
import { whyLeftOut } from "./left-out.ts";
import { messageOf } from "./message.ts";
import { sendMessages } from "./send.ts";
import type { Sent } from "./send.ts";
import type { ClaimedTranscript } from "./sql/claim-transcripts.ts";
import { deleteUtterances } from "./sql/delete-utterances.ts";
import { listUtterances } from "./sql/list-utterances.ts";
import type { WaitingUtterance } from "./sql/list-utterances.ts";
import { settleTranscript } from "./sql/settle-transcript.ts";
import { takeUtterancePace } from "./sql/take-utterance-pace.ts";

/** One call's share of a request. */
interface Share {
  readonly claimed: ClaimedTranscript;
  readonly call: Call;
  readonly leftOut: readonly WaitingUtterance[];
  readonly said: readonly WaitingUtterance[];
  readonly messages: readonly BulkTranscriptMessage[];
}

const UTTERANCES_OF_CALL = 5;

/** The next utterances of up to five calls of one contact center, in one request. */
export async function deliverTranscripts(
  deps: Dependencies,
  voiceApis: VoiceApis,
  batch: readonly ClaimedTranscript[],
  signal: AbortSignal,
): Promise<void> {
  const shares = await Promise.all(batch.map((claimed) => shareOf(deps, claimed)));
  const [tenant] = batch.map((claimed) => claimed.tenant);
  const messages = shares.flatMap((share) => share.messages);
  const sent = await send(deps, voiceApis, tenant as string, messages, signal);
  for (const share of shares) await settle(deps, share, sent);
}

async function shareOf({ database }: Dependencies, claimed: ClaimedTranscript): Promise<Share> {
  const { tenant, callId } = claimed;
  const call = await readCall(database, tenant, callId);
  if (call === null) throw new Error(`Call ${callId} has utterances and no log.`);
  const waiting = await listUtterances(database, tenant, callId, UTTERANCES_OF_CALL);
  const events = (await listCallEvents(database, tenant, callId)).map(({ event }) => event);
  // Asked once more: the fact of a pause or a hold may have come after the words.
  const leftOut = waiting.filter((utterance) => whyLeftOut(events, utterance) !== null);
  // The VoiceCall is just being made: its transcript waits until Salesforce knows it.
  const said = isCreating(call) ? [] : waiting.filter((utterance) => !leftOut.includes(utterance));
  const names = await readNames(database, tenant, [call]);
  return { claimed, call, leftOut, said, messages: said.map((utterance) => messageOf(call, names, utterance)) };
}

const firstLegs = (call: Call) =>
  Object.values(call.legs).filter((leg) => leg.vendorCallKey === call.firstVendorCallKey);
const isCreating = (call: Call): boolean => firstLegs(call).some((leg) => leg.voiceCall.status === "creating");
const isCreated = (call: Call): boolean => firstLegs(call).some((leg) => leg.voiceCall.status === "created");

async function send(
  deps: Dependencies,
  voiceApis: VoiceApis,
  tenant: string,
  messages: readonly BulkTranscriptMessage[],
  signal: AbortSignal,
): Promise<Sent> {
  if (messages.length === 0) return { outcomes: new Map(), code: null, retryAfterMs: 0 };
  const { api, center } = await voiceApis.of(tenant);
  const { database, bounds, now } = deps;
  const second = Math.floor(now() / 1000);
  if (!(await takeUtterancePace(database, center.orgId, second, messages.length, bounds.utterancesPerSecond))) {
    return { outcomes: new Map(), code: "salesforce.paced", retryAfterMs: (second + 1) * 1000 - now() };
  }
  return sendMessages(api, messages, { signal, deadlineMs: bounds.transcriptAttemptMs });
}

type Fate = "sent" | "leftOut" | "refused" | "again";

/** What becomes of one utterance. */
function fateOf(deps: Dependencies, call: Call, utterance: WaitingUtterance, outcome: TranscriptOutcome | null): Fate {
  const { bounds, now } = deps;
  if (outcome === "accepted") return "sent";
  // It was said outside of any pause: Salesforce has only not heard yet, through the console, that it is over.
  if (outcome === "paused") return now() - utterance.createdAt < bounds.pausedAgainMs ? "again" : "leftOut";
  if (outcome !== "refused") return "again";
  // Nobody has made the VoiceCall so far: the console makes it, or the update after the call's end does.
  const awaited = call.endedAt === null || now() - call.endedAt < bounds.transcriptAwaitsMs;
  return !isCreated(call) && awaited ? "again" : "refused";
}

async function settle(deps: Dependencies, share: Share, sent: Sent): Promise<void> {
  const { claimed, call, leftOut, said } = share;
  const { tenant, callId, attempt } = claimed;
  const fates = said.map((utterance) => {
    const outcome = sent.outcomes.get(utterance.utteranceId) ?? null;
    return { utterance, outcome, fate: fateOf(deps, call, utterance, outcome) };
  });
  const of = (fate: Fate) => fates.filter((one) => one.fate === fate);
  const again = of("again");
  const waits = isCreating(call) || again.length > 0;
  const code = waits ? (sent.code ?? again[0]?.outcome ?? "transcript.voice-call-awaited") : null;
  const pause = code === "salesforce.paced" ? 0 : backOff(deps.bounds.backOffMs, attempt);
  const dueAt = deps.now() + (waits ? Math.max(pause, sent.retryAfterMs) : 0);
  if (code !== null && again.length > 0) deps.log("warn", "transcript.again", { callId, code, attempt });
  await deps.database.transaction(async (tx) => {
    const done = [...leftOut, ...fates.filter(({ fate }) => fate !== "again").map(({ utterance }) => utterance)];
    const counts = { sent: of("sent").length, leftOut: leftOut.length + of("leftOut").length };
    const refused = of("refused").length;
    await deleteUtterances(
      tx,
      tenant,
      callId,
      done.map(({ utteranceId }) => utteranceId),
    );
    await settleTranscript(tx, tenant, callId, { ...counts, refused, dueAt, code });
    if (refused === 0) return;
    const detail = { utterances: refused };
    const entry = { callId, agentId: null, code: "transcript.refused", detail, at: deps.now() };
    await insertReconcileEntries(tx, tenant, [entry]);
  });
}
