import { createDeadlineRound } from "../deadlines/deadline-round.ts";
import { createRecordingLane } from "../recordings/recording-lane.ts";
import { createMessageLane } from "../messages/message-lane.ts";
import { createSalesforceLane } from "../salesforce/salesforce-lane.ts";
import { createRoutingRound } from "../routing/routing-round.ts";
import { deleteOldRows } from "../store/statements/delete-old-rows.ts";
import { releaseClaims } from "../store/statements/release-claims.ts";
import { createTelephonyLane } from "../outbox/telephony-lane.ts";
import { createVoiceApis } from "../salesforce/voice-apis.ts";
import { createTranscriptLane } from "../transcript/transcript-lane.ts";
import type { Dependencies, EngineOptions, StoredNews } from "./dependencies.ts";
import { createLoop } from "./loop.ts";
import type { Loop } from "./loop.ts";

export interface Workers {
  wake(stored: StoredNews): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

type Round = (wake: () => void) => Promise<number | null>;

const CLEAN_EVERY_MS = 600_000;

export function createWorkers(deps: Dependencies, options: EngineOptions): Workers {
  const voiceApis = createVoiceApis(deps.database, options.voiceApi);
  const { now, log, bounds } = deps;
  const loop = (name: string, round: Round, slowPollMs = bounds.slowPollMs): Loop =>
    createLoop({ name, slowPollMs, now, log, round });
  const lanes = [createTelephonyLane(deps, options.telephony), createSalesforceLane(deps, voiceApis)] as const;
  const telephony = loop("telephony", lanes[0].round);
  const salesforce = loop("salesforce", lanes[1].round);
  const transcripts = createTranscriptLane(deps, voiceApis);
  const transcript = loop("transcript", transcripts.round);
  const recordings = createRecordingLane(deps, options.telephony);
  const recording = loop("recording", recordings.round);
  const messages = createMessageLane(deps, options.telephony);
  const message = loop("message", messages.round);
  const deadlines = loop("deadlines", createDeadlineRound(deps));
  const routing = loop("routing", createRoutingRound(deps));
  const cleaning = loop("cleaning", () => clean(deps), CLEAN_EVERY_MS);
  const all = [telephony, salesforce, transcript, recording, message, deadlines, routing, cleaning];
  return {
    wake(stored) {
      if (stored.telephony) telephony.wake();
      if (stored.salesforce) salesforce.wake();
      if (stored.transcript) transcript.wake();
      if (stored.recording) recording.wake();
      if (stored.message) message.wake();
      if (stored.routing) routing.wake();
      if (stored.nextDeadlineAt !== null) deadlines.wakeAt(stored.nextDeadlineAt);
    },
    async start() {
      options.couriers?.onCome(() => [salesforce, transcript].forEach((worker) => worker.wake()));
      if (deps.database.kind === "pglite") await releaseClaims(deps.database);
      for (const worker of all) worker.start();
    },
    async stop() {
      await Promise.all(all.map((worker) => worker.stop()));
      await Promise.all([...lanes, transcripts, recordings, messages].map((lane) => lane.stop()));
      await voiceApis.close();
      await options.telephony.close();
    },
  };
}

async function clean(deps: Dependencies): Promise<null> {
  await deleteOldRows(deps.database, deps.now() - deps.bounds.keepMs);
  return null;
}
