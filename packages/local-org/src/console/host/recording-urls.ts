import { fieldsOf, textOf, type ConnectorFrame, type Fields } from "./frames.ts";

/** What the record page names a recording by. */
export interface RecordingOf {
  /** Id of the VoiceCall. */
  readonly callId: string;
  readonly vendorCallKey: string;
  /** As the telephony provider wrote it on the VoiceCall. */
  readonly recordingUrl: string;
}

/** `url` null: the connector has none for us, and the wire carries no reason. */
export interface RecordingAnswer {
  readonly url: string | null;
  readonly durationSeconds: number | null;
}

/** The wire has no time-outs of its own: the page gives up by itself. */
export const RECORDING_WITHIN_MS = 10_000;
const nothing: RecordingAnswer = { url: null, durationSeconds: null };

interface Waiting {
  readonly callId: string;
  readonly settle: (answer: RecordingAnswer) => void;
}

export interface RecordingUrlsDeps {
  readonly after: (ms: number, run: () => void) => () => void;
  readonly tell: (type: string, fields: Fields) => void;
}

/** GET_SIGNED_RECORDING_URL and its answers, each known by its callId; an answer without one is the oldest question's. */
export class RecordingUrls {
  readonly #deps: RecordingUrlsDeps;
  #waiting: readonly Waiting[] = [];

  constructor(deps: RecordingUrlsDeps) {
    this.#deps = deps;
  }

  /** Always resolves, after ten seconds with nothing. */
  ask(of: RecordingOf): Promise<RecordingAnswer> {
    return new Promise((resolve) => {
      const cancel = this.#deps.after(RECORDING_WITHIN_MS, () => waiting.settle(nothing));
      const waiting: Waiting = {
        callId: of.callId,
        settle: (answer) => {
          cancel();
          this.#waiting = this.#waiting.filter((one) => one !== waiting);
          resolve(answer);
        },
      };
      this.#waiting = [...this.#waiting, waiting];
      this.#deps.tell("GET_SIGNED_RECORDING_URL", { ...of });
    });
  }

  hear(frame: ConnectorFrame): void {
    if (frame.kind !== "event" || frame.eventType !== "SIGNED_RECORDING_URL") return;
    const { success, url, duration, callId } = fieldsOf(frame.payload);
    const about = textOf(callId);
    const waiting = this.#waiting.find((one) => about === null || one.callId === about);
    waiting?.settle(
      success === true
        ? { url: textOf(url), durationSeconds: typeof duration === "number" && duration > 0 ? duration : null }
        : nothing,
    );
  }

  /** The connector is gone: nobody will answer any more. */
  giveUp(): void {
    for (const { settle } of this.#waiting) settle(nothing);
  }
}
