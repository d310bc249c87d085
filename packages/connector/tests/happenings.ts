import {
  Signal,
  type AgentView,
  type AudioStatistics,
  type CallCommandBody,
  type CallView,
  type DialBody,
} from "@partner-telephony/api";
import { agentLegOf, agentView, callView, customerLegOf, dialedView, voiceCallOf, type AgentState } from "./views.ts";

type Body<S extends Signal["type"]> = Omit<Extract<Signal, { type: S }>, "seq" | "at" | "traceparent">;
type AnyBody = { [S in Signal["type"]]: Body<S> }[Signal["type"]];

interface Change {
  readonly leg?: { readonly legId: string; readonly muted?: boolean; readonly held?: boolean };
  readonly recording?: CallView["recording"];
}

/** What happens to one agent's calls, as the server knows it: each thing is a signal, and what stands after it. */
export abstract class Happenings {
  agent: AgentView = agentView();
  readonly calls = new Map<number, CallView>();
  readonly signals: Signal[] = [];
  now = (): number => Date.now();
  #dialed: CallView | null = null;
  protected dialedVersion = 0;

  protected abstract tell(signal: Signal): void;

  /** The agent's own call among them. */
  protected get allCalls(): CallView[] {
    return [...this.calls.values(), ...(this.#dialed === null ? [] : [this.#dialed])];
  }

  ring(n = 1, voiceCallId: string | null = voiceCallOf(n)): void {
    this.signal({ type: "call.started", call: this.#move(n, "offered", voiceCallId), legId: agentLegOf(n) });
  }

  connect(n = 1): void {
    this.signal({
      type: "call.changed",
      call: this.#move(n, "joining"),
      cause: "offerEnded",
      legId: null,
      legEndReason: null,
    });
    this.signal({ type: "call.connected", call: this.#move(n, "connected"), legId: agentLegOf(n) });
  }

  /**
   * A connected call: it ends and after conversation work starts. `audio`: measured at the agent's leg. As from the server, the
   * customer's end comes first, with the call as it stands after all of it.
   */
  hangUp(n = 1, audio: AudioStatistics | null = null): void {
    const call = this.#measure(n, { ...this.#move(n, "afterConversationWork"), recording: "off" }, audio);
    this.signal({ type: "call.changed", call, cause: "legEnded", legId: customerLegOf(n), legEndReason: "hungUp" });
    this.signal({
      type: "call.ended",
      call,
      legId: agentLegOf(n),
      reason: "ended",
      agentStatus: null,
      closeCallOnError: false,
    });
    this.signal({ type: "call.after-conversation-work-started", call });
  }

  /** The phone system says how the agent's leg was heard after the call has ended. */
  measured(n: number, audio: AudioStatistics): void {
    const old = this.calls.get(n)!;
    const call = this.#measure(n, { ...old, version: old.version + 1 }, audio);
    this.signal({ type: "call.changed", call, cause: "legMeasured", legId: agentLegOf(n), legEndReason: null });
  }

  #measure(n: number, view: CallView, audio: AudioStatistics | null): CallView {
    const participants = view.participants.map((one) => ({
      ...one,
      state: "ended" as const,
      ...(one.legId === agentLegOf(n) && { audio }),
    }));
    const call = { ...view, participants };
    this.calls.set(n, call);
    return call;
  }

  fail(n: number, agentStatus: Body<"call.ended">["agentStatus"]): void {
    const call = this.#move(n, "done");
    this.signal({ type: "call.changed", call, cause: "offerEnded", legId: null, legEndReason: null });
    this.signal({
      type: "call.ended",
      call,
      legId: agentLegOf(n),
      reason: "error",
      agentStatus,
      closeCallOnError: false,
    });
  }

  wrapUp(n = 1): void {
    this.signal({ type: "call.wrapped-up", call: this.#move(n, "done") });
  }

  /** What mute, hold and recording lead to, whoever asked for it. */
  set(n: number, { leg, recording }: Change): void {
    const old = this.calls.get(n)!;
    const participants = old.participants.map((one) => (one.legId === leg?.legId ? { ...one, ...leg } : one));
    const call = { ...old, participants, recording: recording ?? old.recording, version: old.version + 1 };
    this.calls.set(n, call);
    this.signal({ type: "call.changed", call, cause: "changed", legId: leg?.legId ?? null, legEndReason: null });
  }

  digitsSent(n = 1): void {
    const call = this.calls.get(n)!;
    this.signal({ type: "call.changed", call, cause: "digitsSent", legId: customerLegOf(n), legEndReason: null });
  }

  /** The agent's own call: asked for (`asked`), ringing at the far end, connected, or over with a reason. */
  dialed(
    body: DialBody,
    state: "asked" | "ringing" | "connected" | "over",
    more: Partial<Body<"call.ended">> = {},
  ): void {
    const call = dialedView(body, state, ++this.dialedVersion);
    this.#dialed = state === "over" ? null : call;
    const legId = body.agentLegId;
    if (state === "asked") this.signal({ type: "call.started", call, legId });
    if (state === "ringing")
      this.signal({ type: "call.changed", call, cause: "legRinging", legId: body.legId, legEndReason: null });
    if (state === "connected") this.signal({ type: "call.connected", call, legId });
    if (state === "over")
      this.signal({
        type: "call.ended",
        call,
        legId,
        reason: "error",
        agentStatus: "FailedConnectCustomer",
        closeCallOnError: true,
        ...more,
      });
  }

  dialRefused(body: DialBody, requestId: string, code: string): void {
    const call = dialedView(body, "over", ++this.dialedVersion);
    this.signal({ type: "request.failed", call, requestId, requestType: "dial", code });
    this.dialed(body, "over");
  }

  setPresence(presence: AgentView["presence"], side: "Salesforce" | "telephony"): void {
    this.agent = { ...this.agent, presence, version: this.agent.version + 1 };
    this.signal({ type: "agent.changed", agent: this.agent, side });
  }

  /** What a command leads to when the phone system does it. */
  protected fact(n: number, body: CallCommandBody): void {
    const { type } = body;
    if (type === "accept") this.connect(n);
    else if (type === "decline") this.fail(n, "DeclinedByAgent");
    else if (type === "end") this.hangUp(n);
    else if (type === "wrapUp") this.wrapUp(n);
    else if (type === "mute" || type === "unmute")
      this.set(n, { leg: { legId: agentLegOf(n), muted: type === "mute" } });
    else if (type === "hold" || type === "resume") this.set(n, { leg: { legId: body.legId, held: type === "hold" } });
    else if (type === "pauseRecording") this.set(n, { recording: "paused" });
    else if (type === "resumeRecording") this.set(n, { recording: "recording" });
    else if (type === "sendDigits") this.digitsSent(n);
  }

  signal(body: AnyBody): Signal {
    const signal = Signal.parse({ ...body, seq: this.signals.length + 1, at: this.now(), traceparent: null });
    this.signals.push(signal);
    this.tell(signal);
    return signal;
  }

  #move(n: number, state: AgentState, voiceCallId?: string | null): CallView {
    const old = this.calls.get(n);
    const call = callView(
      n,
      state,
      (old?.version ?? 0) + 1,
      voiceCallId === undefined ? (old?.voiceCallId ?? null) : voiceCallId,
    );
    if (state === "done") this.calls.delete(n);
    else this.calls.set(n, call);
    return call;
  }
}
