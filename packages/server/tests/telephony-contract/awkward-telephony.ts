import { createHash, randomUUID } from "node:crypto";
import {
  WEBHOOK_SIGNATURE,
  type LegEndReason,
  type MessageBody,
  type TelephonyFact,
  type TelephonyRequestBody,
} from "@partner-telephony/api";
import type { z } from "zod";
import { sign } from "../../src/webhook/signature.ts";
import type { TelephonyAnswer, TelephonySystem } from "../../src/telephony/telephony-system.ts";
import type { AwkwardPbx, Order, PbxEvent } from "./awkward-pbx.ts";

type LegRequest = Extract<TelephonyRequestBody, { legId: string }>;
type Draft = TelephonyFact extends infer F
  ? F extends TelephonyFact
    ? Omit<F, "factId" | "callId" | "at">
    : never
  : never;

/** Requests that name a leg which is there already, and the PBX's verb for each. */
const ON_LINE = {
  answer: "pickUp",
  hangUp: "drop",
  hold: "park",
  resume: "unpark",
  mute: "mute",
  unmute: "unmute",
  sendDigits: "dtmf",
} as const;
const ON_CONFERENCE = {
  startRecording: "record",
  pauseRecording: "recordPause",
  resumeRecording: "recordGoOn",
} as const;
export const UNSUPPORTED = ["blindTransfer", "merge", "supervise", "bargeIn"] as const;

const CAUSES: Readonly<Record<number, z.infer<typeof LegEndReason>>> = {
  1: "numberUnknown",
  16: "hungUp",
  17: "busy",
  19: "noAnswer",
  20: "notReachable",
  21: "declined",
};

/** What a provider writes: our requests in its phone system's words, its events as our facts. */
export class AwkwardTelephony implements TelephonySystem {
  readonly #pbx: AwkwardPbx;
  /** Their numbers beside our ids, both ways. A provider keeps this on disk: calls outlive the process. */
  readonly #ours = new Map<number, string>();
  readonly #theirs = new Map<string, number>();
  readonly #orders = new Map<number, TelephonyRequestBody>();
  readonly #taken = new Set<string>();
  readonly #lanes = new Map<string, Promise<void>>();
  #to: { url: string; secret: string } | null = null;
  #stopped = false;

  constructor(pbx: AwkwardPbx) {
    this.#pbx = pbx;
    pbx.onEvent = (event) => this.#tell(event);
  }

  start(url: string, secret: string): void {
    this.#to = { url, secret };
  }

  async request(body: TelephonyRequestBody): Promise<TelephonyAnswer> {
    const order = this.#orderOf(body);
    if (order === null) return { accepted: false, code: "request.unsupported" };
    // The same requestId again is the same request: one order, one effect.
    if (this.#taken.has(body.requestId)) return { accepted: true };
    this.#taken.add(body.requestId);
    const no = this.#taken.size;
    this.#orders.set(no, body);
    this.#pbx.order({ no, ...order });
    return { accepted: true };
  }

  /** Its notes are text, so the JSON goes as text. */
  async message(callId: string, { messageId, body }: MessageBody): Promise<TelephonyAnswer> {
    const conference = this.#theirs.get(callId);
    if (conference === undefined) return { accepted: false, code: "call.unknown" };
    // Like a request: the same messageId again is the same message.
    if (this.#taken.has(messageId)) return { accepted: true };
    this.#taken.add(messageId);
    this.#pbx.order({ no: this.#taken.size, verb: "note", conference, line: null, text: JSON.stringify(body) });
    return { accepted: true };
  }

  async close(): Promise<void> {
    this.#stopped = true;
    this.#pbx.stop();
    await Promise.all(this.#lanes.values());
  }

  lineOf(legId: string): number {
    const line = this.#theirs.get(legId);
    if (line === undefined) throw new Error(`No line is known for leg ${legId}.`);
    return line;
  }

  ourId(theirs: number): string {
    return this.#ours.get(theirs) ?? this.#pair(randomUUID(), theirs);
  }

  #pair(ours: string, theirs: number): string {
    this.#ours.set(theirs, ours);
    this.#theirs.set(ours, theirs);
    return ours;
  }

  #orderOf(body: TelephonyRequestBody): Omit<Order, "no"> | null {
    const conference = this.#theirs.get(body.callId) ?? null;
    if (body.type in ON_LINE && conference !== null) {
      const line = this.#theirs.get((body as LegRequest).legId) ?? 0;
      return { verb: ON_LINE[body.type as keyof typeof ON_LINE], conference, line };
    }
    if (body.type in ON_CONFERENCE && conference !== null) {
      return { verb: ON_CONFERENCE[body.type as keyof typeof ON_CONFERENCE], conference, line: null };
    }
    if (body.type === "swap" && conference !== null) {
      return {
        verb: "toggle",
        conference,
        line: this.lineOf(body.holdLegId),
        otherLine: this.lineOf(body.resumeLegId),
      };
    }
    if (body.type === "ringAgent" && conference !== null) {
      return { verb: "ring", conference, line: this.#newLine(body.legId, conference) };
    }
    if (body.type === "addParticipant" && body.to.kind === "number" && conference !== null) {
      return { verb: "add", conference, line: this.#newLine(body.legId, conference), number: body.to.number };
    }
    if (body.type === "dial" && body.to.kind === "number") {
      const reserved = this.#pbx.reserve(conference);
      this.#pair(body.callId, reserved.conference);
      const otherLine = this.#newLine(body.agentLegId, reserved.conference);
      const line = this.#newLine(body.legId, reserved.conference);
      return { verb: "call", conference: reserved.conference, line, otherLine, number: body.to.number };
    }
    return null;
  }

  #newLine(legId: string, conference: number): number {
    const known = this.#theirs.get(legId);
    if (known !== undefined) return known;
    const { line } = this.#pbx.reserve(conference);
    this.#pair(legId, line);
    return line;
  }

  #factOf(event: Exclude<PbxEvent, { kind: "note" }>): Draft | null {
    if (event.kind === "incoming") {
      const { caller, called, line } = event;
      return {
        type: "callArrived",
        legId: this.ourId(line),
        from: caller,
        to: called,
        callerName: null,
        queueId: "support",
        recording: true,
      };
    }
    const request = event.order === null ? undefined : this.#orders.get(event.order);
    const requestId = request?.requestId ?? null;
    switch (event.kind) {
      case "alerting":
        return { type: "legRinging", requestId, legId: this.ourId(event.line) };
      case "up":
        return { type: "legConnected", requestId, legId: this.ourId(event.line) };
      case "down":
        return { type: "legEnded", requestId, legId: this.ourId(event.line), reason: CAUSES[event.cause] ?? "failed" };
      case "parked":
        return { type: "legHeld", requestId, legId: this.ourId(event.line) };
      case "unparked":
        return { type: "legResumed", requestId, legId: this.ourId(event.line) };
      case "unmuted":
        return { type: "legUnmuted", requestId, legId: this.ourId(event.line) };
      case "muted":
        return { type: "legMuted", requestId, legId: this.ourId(event.line) };
      case "recording":
        return { type: request?.type === "startRecording" ? "recordingStarted" : "recordingResumed", requestId };
      case "recordingPaused":
        return { type: "recordingPaused", requestId };
      case "dtmfSent":
        return requestId === null ? null : { type: "digitsSent", requestId };
      case "toggled": {
        const [heldLegId, resumedLegId] = [this.ourId(event.parked), this.ourId(event.unparked)];
        return { type: "legsSwapped", requestId, heldLegId, resumedLegId };
      }
      case "error":
        return requestId === null ? null : { type: "requestRefused", requestId, code: "leg.gone" };
    }
  }

  /** The number of an event is the same however often it is told; so is the id made from it. */
  #tell(event: PbxEvent): void {
    const callId = this.ourId(event.conference);
    const id = uuidOf(`event ${event.no}`);
    if (event.kind === "note") {
      // What an agent's page has said comes back as an event: it knows that already.
      if (event.order !== null) return;
      const message = { messageId: id, body: event.text };
      return this.#inTurn(callId, () => this.#post(`/v1/calls/${callId}/telephony-messages`, message));
    }
    const draft = this.#factOf(event);
    if (draft === null) return;
    const fact = { ...draft, factId: id, callId, at: event.at } as TelephonyFact;
    this.#inTurn(callId, () => this.#post("/v1/telephony-facts", fact));
  }

  /** Facts and messages of a call go one after the other. */
  #inTurn(callId: string, work: () => Promise<void>): void {
    this.#lanes.set(callId, (this.#lanes.get(callId) ?? Promise.resolve()).then(work));
  }

  /** Until the server has it. Signed anew each time: a signature is good for five minutes. */
  async #post(path: string, told: TelephonyFact | MessageBody): Promise<void> {
    const body = JSON.stringify(told);
    for (let pause = 10; !this.#stopped && this.#to !== null; pause = Math.min(pause * 2, 1_000)) {
      const { url, secret } = this.#to;
      const headers = {
        "content-type": "application/json",
        [WEBHOOK_SIGNATURE]: sign(secret, Buffer.from(body), Date.now()),
      };
      const status = await fetch(`${url}${path}`, { method: "POST", headers, body }).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** A UUIDv4 in shape, the same for the same text and installation. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
