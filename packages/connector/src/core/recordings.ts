import type { SignedRecordingUrl } from "@partner-telephony/api";
import type { Clock } from "./clock.ts";
import { withDeadline, type Deadline } from "./deadline.ts";

/** The console gives up after 10 s and takes no late answer: the recording of a call that has just ended is there sooner. */
export const RECORDING_DEADLINE_MS = 8_000;
const AGAIN_MS = 1_000;

export interface RecordingsDeps {
  readonly clock: Clock;
  /** `GET` in this page's session. */
  readonly ask: (path: string, deadline: Deadline) => Promise<SignedRecordingUrl>;
}

/** What Salesforce names a recording by; either may be missing. */
export interface RecordingOf {
  readonly vendorCallKey: unknown;
  readonly recordingUrl: unknown;
}

/** Addresses of recordings. Asked anew each time: they expire. */
export class Recordings {
  readonly #deps: RecordingsDeps;

  constructor(deps: RecordingsDeps) {
    this.#deps = deps;
  }

  /**
   * The address, once there is one; `none` or still `pending` at the deadline otherwise.
   * @throws ConnectorError
   */
  async signedUrl(of: RecordingOf): Promise<SignedRecordingUrl> {
    const query = queryOf(of);
    let last: SignedRecordingUrl = { state: "none", url: null, durationSeconds: null, expiresAt: null };
    if (query === "") return last;
    const { clock, ask } = this.#deps;
    const look = async (deadline: Deadline): Promise<SignedRecordingUrl> => {
      last = await ask(`/v1/recording-urls?${query}`, deadline);
      if (last.state !== "pending") return last;
      await deadline.race(new Promise<void>((go) => void clock.after(AGAIN_MS, go)));
      return look(deadline);
    };
    return withDeadline(clock, RECORDING_DEADLINE_MS, look).catch((error: unknown) => {
      if (last.state === "pending") return last;
      throw error;
    });
  }
}

function queryOf({ vendorCallKey, recordingUrl }: RecordingOf): string {
  const query = new URLSearchParams();
  if (isText(vendorCallKey, 255)) query.set("vendorCallKey", vendorCallKey);
  if (isText(recordingUrl, 1_000)) query.set("recordingUrl", recordingUrl);
  return query.toString();
}

const isText = (value: unknown, most: number): value is string =>
  typeof value === "string" && value !== "" && value.length <= most;
