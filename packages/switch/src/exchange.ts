import { createHash } from "node:crypto";
import type { z } from "zod";
import type {
  CallbackBody,
  CallbackRequested,
  FarEndAct,
  InboundCallBody,
  InboundCallStarted,
  MessageBody,
  MessageTaken,
  PracticeMessageSent,
  Said,
  SayBody,
  SwitchCall,
  SwitchMessages,
  SwitchRecording,
  TelephonyRequestAccepted,
  TelephonyRequestBody,
} from "@partner-telephony/api";
import { actAtFarEnd } from "./calls/far-end.ts";
import { endLeg } from "./calls/leave.ts";
import { say } from "./calls/say.ts";
import { carryOut } from "./calls/requests.ts";
import { legOf, type Call } from "./calls/state.ts";
import { applyChange, workOn, type Change, type Edge, type Work } from "./calls/work.ts";
import { SwitchError } from "./errors.ts";
import type { Answered, Entry } from "./journal/entries.ts";
import type { Journal } from "./journal/journal.ts";
import { newTraceparent, traceIdOf } from "./trace.ts";
import { offerOf } from "./recording/offer.ts";
import { recordingOf } from "./recording/recording-of.ts";
import { scoreOf, type Stretch } from "./recording/score.ts";
import { messagesIn, requireMessageSize } from "./calls/messages.ts";
import type { Delivery } from "./webhook/delivery.ts";

export interface ExchangePorts extends Edge {
  readonly journal: Journal;
  readonly delivery: Delivery;
}

type InboundCall = z.output<typeof InboundCallBody>;
type Callback = z.output<typeof CallbackBody>;

/** The practice PBX: who talks to whom. Everything that happens is on disk before it is answered or told. */
export interface Exchange {
  readonly request: (
    body: TelephonyRequestBody,
    traceparent: string | undefined,
  ) => Promise<z.infer<typeof TelephonyRequestAccepted>>;
  readonly startInboundCall: (body: InboundCall, key: string | null) => Promise<z.infer<typeof InboundCallStarted>>;
  /** Throws `call.unknown` for a previous call that it does not have. */
  readonly requestCallback: (body: Callback, key: string | null) => Promise<z.infer<typeof CallbackRequested>>;
  /** Throws `leg.unknown`, `leg.gone`, `leg.wrong-state`. */
  readonly act: (legId: string, act: z.infer<typeof FarEndAct>, key: string | null) => Promise<void>;
  /** Throws `call.unknown`, `speaker.not-connected`. */
  readonly say: (callId: string, body: SayBody, key: string | null) => Promise<z.infer<typeof Said>>;
  /** To components on agents' pages, in the call's order. Throws `call.unknown`, `message.too-large`. */
  readonly sendMessage: (
    callId: string,
    body: MessageBody["body"],
    key: string | null,
  ) => Promise<z.infer<typeof PracticeMessageSent>>;
  /** From them. Throws `call.unknown`, `message.too-large`. */
  readonly receiveMessage: (callId: string, message: MessageBody) => Promise<z.infer<typeof MessageTaken>>;
  /** Of a call, both ways, oldest first. Throws `call.unknown`. */
  readonly messages: (callId: string) => z.infer<typeof SwitchMessages>["messages"];
  /** Of a call, open or ended. Throws `call.unknown`. */
  readonly recordingOf: (callId: string) => SwitchRecording;
  /** What the recording with this id consists of. Throws `recording.unknown`. */
  readonly recording: (recordingId: string) => readonly Stretch[];
  /** Calls with at least one open leg, oldest first. */
  readonly calls: () => z.infer<typeof SwitchCall>[];
}

export function createExchange(entries: readonly Entry[], ports: ExchangePorts): Exchange {
  const calls = new Map<string, Call>();
  /** All that has happened on each call: its recording is made from it when somebody wants it. */
  const histories = new Map<string, Change[]>();
  const callOfRecording = new Map<string, string>();
  const answers = new Map<string, Answered & { readonly stored: Promise<void> }>();

  const keep = (change: Change): void => {
    const call = applyChange(calls.get(change.callId), change);
    // A request that was refused for an unknown call leaves a fact, but no call.
    if (!call || call.legs.length === 0) return;
    calls.set(change.callId, call);
    const history = histories.get(change.callId) ?? [];
    history.push(change);
    histories.set(change.callId, history);
    for (const fact of change.facts) {
      if (fact.type === "recordingOffered") callOfRecording.set(fact.factId, fact.callId);
    }
  };
  for (const entry of entries) {
    if (entry.type !== "changed") continue;
    keep(entry.change);
    if (entry.answered) answers.set(entry.answered.key, { ...entry.answered, stored: Promise.resolve() });
  }

  /** Memory first, so that the next asker sees it; told to the server only when it is on disk. */
  async function store(work: Work, answered: Answered | null): Promise<void> {
    const change = withRecording(work.change(), work.call());
    keep(change);
    const stored = ports.journal.append({ v: 1, type: "changed", change, answered });
    if (answered) answers.set(answered.key, { ...answered, stored });
    await stored;
    ports.delivery.send(change.facts, work.call().traceparent);
  }

  /** The end of a call and the offer of its recording are one change: none is without the other, however the switch dies. */
  function withRecording(change: Change, call: Call): Change {
    const hasJustEnded = call.endedAt !== null && calls.get(call.callId)?.endedAt === null;
    const offer = hasJustEnded ? offerOf([...(histories.get(call.callId) ?? []), change], ports) : null;
    return offer === null ? change : { ...change, facts: [...change.facts, offer] };
  }

  /** Runs `once` unless the key has been used; a repeat waits for the first and gets its answer. */
  async function idempotent<A>(
    key: string | null,
    asked: unknown,
    once: (answered: (answer: A) => Answered | null) => Promise<A>,
  ): Promise<A> {
    const fingerprint = createHash("sha256").update(JSON.stringify(asked)).digest("hex");
    const earlier = key === null ? undefined : answers.get(key);
    if (!earlier) return once((answer) => (key === null ? null : { key, fingerprint, answer }));
    if (earlier.fingerprint !== fingerprint) throw new SwitchError("idempotency.key-reused");
    await earlier.stored;
    return earlier.answer as A;
  }

  return {
    request(body, traceparent) {
      return idempotent(`request ${body.requestId}`, withoutDigits(body), async (answered) => {
        const work = workOn(calls.get(body.callId) ?? opening(body.callId, traceparent), ports);
        carryOut(work, body);
        const answer = { requestId: body.requestId };
        await store(work, answered(answer));
        return answer;
      });
    },
    startInboundCall(body, key) {
      return idempotent(key && `practice ${key}`, body, async (answered) => {
        const answer = { callId: ports.newId(), legId: ports.newId() };
        const work = workOn(opening(answer.callId), ports);
        arrive(work, answer.legId, body);
        await store(work, answered(answer));
        return answer;
      });
    },
    requestCallback(body, key) {
      return idempotent(key && `practice ${key}`, body, async (answered) => {
        const previous = body.previousCallId === null ? null : knownCall(body.previousCallId);
        const answer = { callId: ports.newId(), legId: ports.newId() };
        const work = workOn(opening(answer.callId), ports);
        work.say({ type: "callbackRequested", legId: answer.legId, ...body });
        await store(work, answered(answer));
        if (previous !== null) await stopWaiting(previous);
        return answer;
      });
    },
    act(legId, act, key) {
      return idempotent<void>(key && `practice ${key}`, { legId, act }, async (answered) => {
        const call = [...calls.values()].find((candidate) => legOf(candidate, legId));
        if (!call) throw new SwitchError("leg.unknown");
        const work = workOn(call, ports);
        const refused = actAtFarEnd(work, legOf(call, legId)!, act);
        if (refused) throw new SwitchError(refused);
        await store(work, answered(undefined));
      });
    },
    say(callId, body, key) {
      return idempotent(key && `practice ${key}`, { callId, body }, async (answered) => {
        const call = calls.get(callId);
        if (!call) throw new SwitchError("call.unknown");
        const work = workOn(call, ports);
        const said = say(work, body);
        if (typeof said === "string") throw new SwitchError(said);
        const utteranceId = work.change().facts[0]?.factId ?? ports.newId();
        const answer = { utteranceId, leftOut: said.leftOut };
        if (said.leftOut === null) await store(work, answered(answer));
        return answer;
      });
    },
    sendMessage(callId, body, key) {
      return idempotent(key && `practice ${key}`, { callId, body }, async (answered) => {
        requireMessageSize(body);
        const work = workOn(knownCall(callId), ports);
        work.message(body);
        const answer = { messageId: work.change().facts[0]!.factId };
        await store(work, answered(answer));
        return answer;
      });
    },
    receiveMessage(callId, message) {
      return idempotent(`message ${message.messageId}`, { callId, ...message }, async (answered) => {
        requireMessageSize(message.body);
        const work = workOn(knownCall(callId), ports);
        work.receive(message);
        await store(work, answered({ messageId: message.messageId, repeated: true }));
        return { messageId: message.messageId, repeated: false };
      });
    },
    messages(callId) {
      const history = histories.get(callId);
      if (history === undefined) throw new SwitchError("call.unknown");
      return messagesIn(history);
    },
    recordingOf: (callId) => recordingOf(knownCall(callId), histories.get(callId) ?? []),
    recording(recordingId) {
      const history = histories.get(callOfRecording.get(recordingId) ?? "");
      if (history === undefined) throw new SwitchError("recording.unknown");
      return scoreOf(history);
    },
    calls: () => [...calls.values()].filter((call) => call.endedAt === null).map(viewOf),
  };

  /** Who is to be called back waits no longer. */
  async function stopWaiting(call: Call): Promise<void> {
    const waiting = call.legs.find((leg) => leg.direction === "in" && leg.state === "ringing");
    if (waiting === undefined) return;
    const work = workOn(call, ports);
    endLeg(work, waiting.legId, null, "abandoned");
    await store(work, null);
  }

  function knownCall(callId: string): Call {
    const call = calls.get(callId);
    if (!call) throw new SwitchError("call.unknown");
    return call;
  }

  function opening(callId: string, traceparent?: string) {
    const given = traceIdOf(traceparent) === null ? undefined : traceparent;
    return { callId, startedAt: ports.now(), traceparent: given ?? newTraceparent() };
  }
}

function arrive(work: Work, legId: string, body: InboundCall): void {
  const { from, to, callerName, queueId, recording, audio, attributes } = body;
  work.add({
    legId,
    participantType: "Initial_Caller",
    kind: "party",
    direction: "in",
    number: from,
    ...(audio && { line: audio }),
  });
  work.say({ type: "callArrived", legId, from, to, callerName, queueId, recording, ...(attributes && { attributes }) });
}

/** Digits may be a card number: they are neither kept nor hashed. */
const withoutDigits = (body: TelephonyRequestBody): unknown =>
  body.type === "sendDigits" ? { ...body, digits: null } : body;

const viewOf = (call: Call): z.infer<typeof SwitchCall> => ({
  callId: call.callId,
  startedAt: call.startedAt,
  recording: call.recording === "recording",
  legs: call.legs.map(({ legId, participantType, state, held, muted, number, callerId = null }) => ({
    legId,
    participantType,
    state,
    held,
    muted,
    number,
    callerId,
  })),
});
