import type { FramesRequest } from "../../console-contract.ts";
import { fieldsOf } from "../host/frames.ts";
import type { Direction } from "../host/connector-host.ts";

const EVERY_MS = 500;
const MOST_AT_ONCE = 200;
const MOST_KEPT = 2_000;

type Frame = FramesRequest["frames"][number];

export interface RecorderDeps {
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly send: (frames: Frame[]) => Promise<unknown>;
}

/** Hands every frame to the org in batches, for tests and for diagnosis. What cannot be sent waits; the oldest go first. */
export class FrameRecorder {
  readonly #deps: RecorderDeps;
  #frames: Frame[] = [];
  #isSending = false;

  constructor(deps: RecorderDeps) {
    this.#deps = deps;
  }

  record(direction: Direction, frame: unknown): void {
    this.#frames.push({ at: this.#deps.now(), direction, frame: withoutSecrets(frame) });
    if (this.#frames.length > MOST_KEPT) this.#frames.shift();
    this.#later();
  }

  #later(): void {
    if (this.#isSending || this.#frames.length === 0) return;
    this.#isSending = true;
    this.#deps.after(EVERY_MS, () => {
      const batch = this.#frames.splice(0, MOST_AT_ONCE);
      const done = (isKept: boolean): void => {
        if (!isKept) this.#frames.unshift(...batch);
        this.#isSending = false;
        this.#later();
      };
      this.#deps.send(batch).then(
        () => done(true),
        // Refused for good (one frame is too large, say): sending it again would never help.
        (error: { isTransient?: boolean }) => done(error.isTransient !== true),
      );
    });
  }
}

/**
 * Digits may be a card number: they stand in the request, and the connector's library repeats them in its LOG. Whoever has a
 * signed address may listen: it stands in the event and in its LOG.
 */
function withoutSecrets(frame: unknown): unknown {
  const fields = fieldsOf(frame);
  const payload = fieldsOf(fields["payload"]);
  if (fields["type"] === "SEND_DIGITS") return { type: "SEND_DIGITS" };
  if (payload["eventType"] === "SEND_DIGITS") return { ...fields, payload: { ...payload, payload: null } };
  const [name, inner] =
    fields["type"] === "LOG"
      ? [payload["eventType"], "payload"]
      : [payload["telephonyEventType"], "telephonyEventPayload"];
  if (name !== "SIGNED_RECORDING_URL") return frame;
  const { url, ...rest } = fieldsOf(payload[inner]);
  return {
    ...fields,
    payload: { ...payload, [inner]: { ...rest, ...(url === undefined ? {} : { url: "(signed)" }) } },
  };
}
