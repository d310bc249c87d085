import type { HearToolkit, ToolkitDetail } from "c/toolkitEvents";

/**
 * How the attempt to call somebody stands. `starting`: asked, not yet confirmed by a telephony event; `missed`: it ended
 * before anybody answered; `refused`: the call never started; `owed`: it began before this page was loaded.
 */
export type AttemptState = "none" | "starting" | "ringing" | "connected" | "ended" | "missed" | "refused" | "owed";

/** As the component shows it; a new object at each change. */
export interface Standing {
  readonly state: AttemptState;
  /** The call's vendorCallKey once it is known; leads to the VoiceCall record. */
  readonly vendorCallKey: string | null;
  readonly isUnderWay: boolean;
  /** An outcome is owed. */
  readonly isOver: boolean;
  /** Another call of this agent began and has not ended, as far as this page has heard. */
  readonly isBusyElsewhere: boolean;
  /** A call has ended, and its after conversation work has not, as far as this page has heard. */
  readonly isAfterWork: boolean;
}

const UNDER_WAY: readonly AttemptState[] = ["starting", "ringing", "connected"];
const OVER: readonly AttemptState[] = ["ended", "missed", "owed"];

/** A call that is not confirmed by then has not started: the connector gives up after 10 s and says so in Omni-Channel. */
export const START_DEADLINE_MS = 15_000;

const isOutbound = ({ callType }: ToolkitDetail): boolean => callType?.toLowerCase() === "outbound";

const LEAST_DIGITS = 7;
const digitsOf = (number: string): string => number.replace(/\D/g, "").replace(/^0+/, "");
/** The phone may write a number in another form, with a country code in front: the last digits decide, as many as both have. */
function sameNumber(one: string | undefined, other: string): boolean {
  const [a, b] = [digitsOf(one ?? ""), digitsOf(other)];
  const shorter = Math.min(a.length, b.length);
  return shorter >= LEAST_DIGITS ? a.slice(-shorter) === b.slice(-shorter) : a === b;
}
/**
 * One attempt, followed by telephony events: what `startPreviewCall` gives back is undocumented, and a refused call has no
 * event. Calls that this dialer did not make are counted too, because nobody is called during another call.
 */
export class Attempt {
  private state: AttemptState = "none";
  private vendorCallKey: string | null = null;
  private number = "";
  private readonly others = new Set<string>();
  /** Calls that somebody answered: no other has after conversation work. */
  private readonly answered = new Set<string>();
  private readonly afterWork = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly changed: (standing: Standing) => void;

  constructor(changed: (standing: Standing) => void) {
    this.changed = changed;
  }

  /** @param dial asks the phone; what it throws or rejects with is a refusal at once */
  start(number: string, dial: () => unknown): void {
    this.number = number;
    this.vendorCallKey = null;
    this.become("starting");
    // A refused call is told by no event, so its absence has to be noticed.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    this.timer = setTimeout(() => this.become("refused"), START_DEADLINE_MS);
    new Promise((resolve) => resolve(dial())).catch(() => {
      if (this.state === "starting") this.become("refused");
    });
  }

  /** Goes on with an attempt of an earlier page, of which no event tells how it stands. */
  owe(vendorCallKey: string): void {
    this.vendorCallKey = vendorCallKey;
    this.become("owed");
  }

  /** For the next call. */
  reset(): void {
    this.vendorCallKey = null;
    this.become("none");
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  readonly hear: HearToolkit = (name, detail) => {
    if (name === "callstarted") this.started(detail);
    else if (name === "callconnected") this.connected(detail);
    else if (name === "callended") this.ended(detail);
    else if (name === "wrapupended" && this.afterWork.delete(detail.callId ?? "")) this.tell();
  };

  /** The agent says so: an org without after conversation work may never tell its end. */
  finishAfterWork(): void {
    this.afterWork.clear();
    this.tell();
  }

  private started(detail: ToolkitDetail): void {
    // Also after the deadline: a call that starts late is still this one.
    const isAwaited = this.state === "starting" || this.state === "refused";
    const isMine = isAwaited && isOutbound(detail) && sameNumber(detail.participant, this.number);
    if (isMine) {
      this.vendorCallKey = detail.callId ?? null;
      this.become("ringing");
    } else if (detail.callId !== undefined && !this.isMine(detail)) {
      this.others.add(detail.callId);
      this.tell();
    }
  }

  private connected(detail: ToolkitDetail): void {
    if (detail.callId !== undefined) this.answered.add(detail.callId);
    if (this.isMine(detail)) this.become("connected");
  }

  private ended(detail: ToolkitDetail): void {
    const { callId = "" } = detail;
    if (this.answered.delete(callId)) this.afterWork.add(callId);
    if (this.isMine(detail)) {
      if (this.state === "owed") this.become("ended");
      else if (UNDER_WAY.includes(this.state)) this.become(this.state === "connected" ? "ended" : "missed");
    } else {
      this.others.delete(callId);
      this.tell();
    }
  }

  private readonly isMine = ({ callId }: ToolkitDetail): boolean =>
    this.vendorCallKey !== null && callId === this.vendorCallKey;

  private become(state: AttemptState): void {
    clearTimeout(this.timer);
    this.state = state;
    this.tell();
  }

  private tell(): void {
    const { state, vendorCallKey } = this;
    this.changed({
      state,
      vendorCallKey,
      isUnderWay: UNDER_WAY.includes(state),
      isOver: OVER.includes(state),
      isBusyElsewhere: this.others.size > 0,
      isAfterWork: this.afterWork.size > 0,
    });
  }
}

export const NO_ATTEMPT: Standing = {
  state: "none",
  vendorCallKey: null,
  isUnderWay: false,
  isOver: false,
  isBusyElsewhere: false,
  isAfterWork: false,
};
