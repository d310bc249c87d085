import { RecordedVoiceApi } from "./recorded-voice-api.ts";
import { createEngine } from "../../src/engine/create-engine.ts";
import { openDatabase } from "../../src/store/open-database.ts";
import type { Location } from "../../src/store/open-database.ts";
import { createHttpTelephonySystem } from "../../src/telephony/http-telephony-system.ts";

/** A server process that tests may kill: an engine with its workers, and nothing in front of it. */
const { location, telephonyUrl } = JSON.parse(process.argv[2]!) as { location: Location; telephonyUrl: string };
try {
  const database = await openDatabase(location);
  const engine = createEngine({
    database,
    telephony: createHttpTelephonySystem({ url: telephonyUrl, credential: "practice" }),
    voiceApi: () => new RecordedVoiceApi().asVoiceApi(),
    bounds: { slowPollMs: 50 },
  });
  await engine.start();
  process.send?.({ ready: true });
} catch (error) {
  process.send?.({ ready: false, message: (error as Error).message, code: (error as { code?: string }).code });
}
