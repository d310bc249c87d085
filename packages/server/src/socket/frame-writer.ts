import type { ServerFrame } from "@partner-telephony/api";
import type { WebSocket } from "ws";
import type { SocketLimits } from "./limits.ts";

/** Sends frames and never lets more pile up than the limits say: a reader that is too slow is reported once. */
export class FrameWriter {
  readonly #ws: WebSocket;
  readonly #limits: SocketLimits;
  readonly #onTooSlow: () => void;
  #flushed: Promise<void> = Promise.resolve();

  constructor(ws: WebSocket, limits: SocketLimits, onTooSlow: () => void) {
    this.#ws = ws;
    this.#limits = limits;
    this.#onTooSlow = onTooSlow;
  }

  send(frame: ServerFrame): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#ws.bufferedAmount > this.#limits.maxBufferedBytes) return this.#onTooSlow();
    // An error here is followed by `close`, which is where it is dealt with.
    this.#flushed = new Promise((resolve) => this.#ws.send(JSON.stringify(frame), () => resolve()));
  }

  /** Until the last frame has left; the wait is bounded. */
  async drained(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), this.#limits.drainMs)));
    const outcome = await Promise.race([this.#flushed, late]);
    clearTimeout(timer);
    if (outcome === "late") this.#onTooSlow();
  }
}
