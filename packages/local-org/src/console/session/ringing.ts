import type { HostedCall } from "../host/phone.ts";

/** Clocks of the console itself: push time-out, and the bound of after conversation work; and who declined. */
export class Ringing {
  readonly #after: (ms: number, run: () => void) => () => void;
  readonly #now: () => number;
  readonly #onPushTimeOut: (hosted: HostedCall) => void;
  readonly #clocks = new Map<string, () => void>();
  readonly #declined = new Set<string>();

  constructor(
    after: (ms: number, run: () => void) => () => void,
    now: () => number,
    onPushTimeOut: (hosted: HostedCall) => void,
  ) {
    this.#after = after;
    this.#now = now;
    this.#onPushTimeOut = onPushTimeOut;
  }

  declinedByAgent(callId: string): void {
    this.#declined.add(callId);
  }

  takeDeclined(callId: string): boolean {
    return this.#declined.delete(callId);
  }

  /** Starts the clocks of calls in a bounded phase, and stops those of calls that have left it. */
  watch(
    calls: readonly HostedCall[],
    pushTimeOutSeconds: number | null,
    workSeconds: number | null,
    onWorkOver: (hosted: HostedCall) => void,
  ): void {
    const bounds: [phase: HostedCall["phase"], seconds: number | null, run: (hosted: HostedCall) => void][] = [
      ["ringing", pushTimeOutSeconds, this.#onPushTimeOut],
      ["afterConversationWork", workSeconds, onWorkOver],
    ];
    const wanted = new Set<string>();
    for (const hosted of calls) {
      for (const [phase, seconds, run] of bounds) {
        if (hosted.phase !== phase || seconds === null) continue;
        const key = `${phase} ${hosted.call.callId}`;
        wanted.add(key);
        if (this.#clocks.has(key)) continue;
        const left = Math.max(0, hosted.phaseSince + seconds * 1_000 - this.#now());
        this.#clocks.set(
          key,
          this.#after(left, () => run(hosted)),
        );
      }
    }
    for (const [key, cancel] of this.#clocks) {
      if (wanted.has(key)) continue;
      cancel();
      this.#clocks.delete(key);
    }
  }
}
