/**
 * A phone system that nobody would wish for, and that many providers have: numbers for ids, orders that are only taken down,
 * events that come late, twice, backwards, or not at all, lines that drop by themselves, notes that are only text and come back
 * to whoever wrote them, and no supervisors.
 */
export type Verb =
  | "ring"
  | "call"
  | "add"
  | "pickUp"
  | "drop"
  | "park"
  | "unpark"
  | "mute"
  | "unmute"
  | "record"
  | "recordPause"
  | "recordGoOn"
  | "dtmf"
  | "toggle"
  | "note";

export interface Order {
  readonly no: number;
  readonly verb: Verb;
  readonly conference: number;
  readonly line: number | null;
  readonly otherLine?: number;
  readonly number?: string;
  readonly text?: string;
}

export type PbxEvent = { readonly no: number; readonly at: number; readonly conference: number } & (
  | { readonly kind: "incoming"; readonly line: number; readonly caller: string; readonly called: string }
  | {
      readonly kind: "alerting" | "up" | "parked" | "unparked" | "muted" | "unmuted";
      readonly line: number;
      readonly order: number | null;
    }
  /** `cause` as in Q.850: 16 normal, 17 busy, 19 no answer, 21 rejected. */
  | { readonly kind: "down"; readonly line: number; readonly order: number | null; readonly cause: number }
  | { readonly kind: "recording" | "recordingPaused" | "dtmfSent"; readonly order: number }
  | { readonly kind: "toggled"; readonly parked: number; readonly unparked: number; readonly order: number }
  | { readonly kind: "error"; readonly order: number; readonly text: string }
  /** `order` null: somebody at the PBX wrote it. */
  | { readonly kind: "note"; readonly order: number | null; readonly text: string }
);

interface Line {
  readonly conference: number;
  state: "alerting" | "up" | "down";
}

/** What is behind `number`, so that a compiler knows an event without its number and time. */
type Happening = PbxEvent extends infer E ? (E extends PbxEvent ? Omit<E, "no" | "at" | "conference"> : never) : never;

const TAKES_MS = 5;
const LATE_MS = 400;

export class AwkwardPbx {
  onEvent: (event: PbxEvent) => void = () => {};
  readonly #lines = new Map<number, Line>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #notes: { readonly conference: number; readonly text: string }[] = [];
  #last = 1000;
  #events = 0;
  #unsent: PbxEvent[] = [];

  incoming(caller: string, called: string): { conference: number; line: number } {
    const conference = ++this.#last;
    const line = this.#line(conference, "alerting");
    this.#tell(conference, { kind: "incoming", line, caller, called });
    return { conference, line };
  }

  /** The number of the line that the order will make; whether it ever comes to be, an event tells. */
  reserve(conference: number | null): { conference: number; line: number } {
    const id = conference ?? ++this.#last;
    return { conference: id, line: ++this.#last };
  }

  /** Takes the order down. There is no answer. */
  order(order: Order): void {
    // Known, and never mended: a mute works and is never confirmed.
    if (order.verb === "mute") return;
    this.#after(order.verb === "dtmf" ? LATE_MS : TAKES_MS, () => this.#carryOut(order));
  }

  pickUp(line: number): void {
    this.#up(line, null);
  }

  drop(line: number, order: number | null = null, cause = 16): void {
    const found = this.#lines.get(line);
    if (found === undefined || found.state === "down") return;
    const wasUp = found.state === "up";
    found.state = "down";
    this.#tell(found.conference, { kind: "down", line, order, cause });
    const rest = [...this.#lines].filter(([, one]) => one.conference === found.conference && one.state !== "down");
    // Nobody talks to silence: whoever is left alone is hung up without being asked.
    if (wasUp && rest.filter(([, one]) => one.state === "up").length < 2) for (const [left] of rest) this.drop(left);
  }

  /** Somebody at the PBX writes a note on the conference. */
  write(conference: number, text: string): void {
    this.#tell(conference, { kind: "note", order: null, text });
  }

  /** Notes that were ordered, oldest first. */
  notesOn(conference: number): readonly string[] {
    return this.#notes.flatMap((note) => (note.conference === conference ? [note.text] : []));
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #carryOut(order: Order): void {
    const { no, verb, conference, line } = order;
    const known = line === null ? undefined : this.#lines.get(line);
    const error = (text: string): void => this.#tell(conference, { kind: "error", order: no, text });
    const upOnly = (kind: "parked" | "unparked" | "unmuted"): void =>
      known?.state === "up" ? this.#tell(conference, { kind, line: line!, order: no }) : error("NOT UP");
    switch (verb) {
      case "ring":
      case "add":
        return this.#alert(conference, line!, no);
      case "call":
        this.#lines.set(order.otherLine!, { conference, state: "up" });
        this.#tell(conference, { kind: "up", line: order.otherLine!, order: null });
        return this.#alert(conference, line!, no);
      case "pickUp":
        return known?.state === "alerting" ? this.#up(line!, no) : error("NO SUCH LINE");
      case "drop":
        return known === undefined || known.state === "down" ? error("NO SUCH LINE") : this.drop(line!, no);
      case "park":
        return upOnly("parked");
      case "unpark":
        return upOnly("unparked");
      case "unmute":
        return upOnly("unmuted");
      case "record":
      case "recordGoOn":
        return this.#tell(conference, { kind: "recording", order: no });
      case "recordPause":
        return this.#tell(conference, { kind: "recordingPaused", order: no });
      case "dtmf":
        return this.#tell(conference, { kind: "dtmfSent", order: no });
      case "toggle":
        return this.#tell(conference, { kind: "toggled", parked: line!, unparked: order.otherLine!, order: no });
      case "note":
        this.#notes.push({ conference, text: order.text! });
        return this.#tell(conference, { kind: "note", order: no, text: order.text! });
      case "mute":
        return;
    }
  }

  #alert(conference: number, line: number, order: number): void {
    this.#lines.set(line, { conference, state: "alerting" });
    this.#tell(conference, { kind: "alerting", line, order });
  }

  /** The first who is answered connects the caller who has waited, too. */
  #up(line: number, order: number | null): void {
    const { conference } = this.#lines.get(line)!;
    for (const [other, one] of this.#lines) {
      if (one.conference !== conference || one.state !== "alerting") continue;
      const isFirst =
        Math.min(...[...this.#lines].filter(([, l]) => l.conference === conference).map(([no]) => no)) === other;
      if (other !== line && !isFirst) continue;
      one.state = "up";
      this.#tell(conference, { kind: "up", line: other, order: other === line ? order : null });
    }
  }

  #line(conference: number, state: Line["state"]): number {
    const no = ++this.#last;
    this.#lines.set(no, { conference, state });
    return no;
  }

  /** What happens in one go is told backwards, and all of it twice. */
  #tell(conference: number, happening: Happening): void {
    this.#unsent.push({ no: ++this.#events, at: Date.now(), conference, ...happening } as PbxEvent);
    if (this.#unsent.length > 1) return;
    this.#after(TAKES_MS, () => {
      const events = this.#unsent.splice(0).reverse();
      for (const event of [...events, ...events]) this.onEvent(event);
    });
  }

  #after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }
}
