import type { AgentView } from "@partner-telephony/api";
import type { PhoneCall } from "@salesforce/scv-connector-base";
import type { Core } from "../core/core.ts";
import { codeOf, connectorError, isGone } from "../core/connector-error.ts";
import { agentLeg } from "../core/legs.ts";
import { isLive, type CallPicture } from "../core/picture.ts";
import { vendor } from "../vendor.ts";
import { audioStats } from "./audio-stats.ts";
import type { Library } from "./library.ts";
import { notReachedCode } from "./not-reached.ts";
import { phoneCall } from "./phone-call.ts";
import type { Publisher } from "./publisher.ts";
import { toggleEvent } from "./toggle-result.ts";
import { nextStep, toldByReplay, type CallEvent, type Told } from "./told.ts";
import { togglesOf, togglesToTell, type ToggleEvent, type Toggles } from "./told-toggles.ts";

/**
 * Not to be published while the agent is offline (guide, chapter 16, publishEvent). The guide names HANGUP too, but the
 * end of a call that was told is always told: else it rings on in the console of an agent who has gone.
 */
const WITHHELD_OFFLINE: ReadonlySet<CallEvent> = new Set(["CALL_STARTED", "CALL_CONNECTED"]);

/** An event that the library sends by itself once a promise of ours resolves: publishing it as well would double it. */
interface Handover {
  readonly callId: string;
  readonly event: CallEvent | ToggleEvent;
  /** Puts back what had been told before the library took it over. */
  takeBack: (() => void) | null;
}

/** Tells Salesforce about calls: always the difference between what it was told and how they stand. */
export class Teller {
  readonly #library: Library;
  readonly #core: Core;
  readonly #publisher: Publisher;
  readonly #told = new Map<string, Told>();
  /** Of connected calls. */
  readonly #toldToggles = new Map<string, Toggles>();
  readonly #handovers = new Set<Handover>();
  /** Ended calls of which nobody has said yet how they were heard; that may come after the end. */
  readonly #unmeasured = new Set<string>();
  #open = false;
  /** Called when the library has sent CONNECTOR_READY, after the calls have been told. */
  onOpen: () => void = () => {};
  /** False: the org has no after conversation work, so it is wrapped up at once. */
  isAfterCallWorkAllowed = true;

  constructor(library: Library, core: Core, publisher: Publisher) {
    this.#library = library;
    this.#core = core;
    this.#publisher = publisher;
  }

  /** Call when the library is about to send CONNECTOR_READY. */
  open(): void {
    this.#publisher.afterLibrary(() => {
      this.#open = true;
      this.tell();
      this.onOpen();
    });
  }

  close(): void {
    this.#open = false;
    this.#told.clear();
    this.#toldToggles.clear();
    this.#unmeasured.clear();
  }

  tell(): void {
    const { agent } = this.#core.picture;
    if (!this.#open || agent === null) return;
    for (const call of this.#core.picture.calls()) this.#tellOne(call, agent);
  }

  /** The library is given these calls: it sends them in CONNECTOR_READY or replays them. */
  given(calls: readonly CallPicture[]): void {
    const agentId = this.#core.picture.agent?.agentId ?? "";
    for (const { view, standing } of calls) {
      const told = toldByReplay[standing];
      if (told === "connected") this.#toldToggles.set(view.callId, togglesOf(view, agentId));
      if (told !== undefined && !this.#told.has(view.callId)) this.#told.set(view.callId, told);
    }
  }

  /** Runs a command whose success the library announces with `event`. */
  async handOver<T>(callId: string, event: CallEvent | ToggleEvent, work: () => Promise<T>): Promise<T> {
    const handover: Handover = { callId, event, takeBack: null };
    this.#handovers.add(handover);
    try {
      return await work();
    } catch (error) {
      this.#handovers.delete(handover);
      handover.takeBack?.();
      this.tell();
      throw error;
    } finally {
      this.#handovers.delete(handover);
    }
  }

  #tellOne(call: CallPicture, agent: AgentView): void {
    this.#tellMove(call, agent);
    this.#tellToggles(call, agent);
    this.#tellAudio(call, agent);
  }

  #tellMove(call: CallPicture, agent: AgentView): void {
    const { callId } = call.view;
    const told = this.#told.get(callId) ?? "nothing";
    const step = nextStep(told, call.standing);
    if (step.then === told && step.events.length === 0) return;
    const handover = [...this.#handovers].find(
      (one) => one.callId === callId && step.events.some((event) => event === one.event),
    );
    const events = step.events.filter((event) => event !== handover?.event);
    // A dialed call that fails before it is shown was never there for Salesforce: the library says CALL_FAILED.
    if (this.#isBeingDialed(callId)) {
      if (!isLive(call.standing)) return;
      this.#publisher.afterLibrary();
    }
    if (agent.presence.isOffline && events.some((event) => WITHHELD_OFFLINE.has(event))) return;
    if (handover !== undefined) {
      handover.takeBack = () => this.#told.set(callId, told);
      this.#publisher.afterLibrary();
    }
    this.#told.set(callId, step.then);
    // CALL_CONNECTED carries them.
    if (step.then === "connected") this.#toldToggles.set(callId, togglesOf(call.view, agent.agentId));
    for (const event of events) this.#publish(event, call, phoneCall(this.#library, call, agent));
    if (step.events.includes("HANGUP")) this.#unmeasured.add(callId);
    const notReached = events.includes("HANGUP") ? notReachedCode(call) : null;
    if (notReached !== null) this.#publisher.publishError(connectorError(notReached));
  }

  /** Once the call is over for the agent; HANGUP itself may be the library's to say. */
  #tellAudio({ view }: CallPicture, { agentId }: AgentView): void {
    if (!vendor.capabilities.supportsMos || !this.#unmeasured.has(view.callId)) return;
    const payload = audioStats(this.#library, view, agentId);
    if (payload === null) return;
    this.#unmeasured.delete(view.callId);
    this.#publisher.publish({ eventType: "UPDATE_AUDIO_STATS", payload });
  }

  #isBeingDialed(callId: string): boolean {
    return [...this.#handovers].some((one) => one.callId === callId && one.event === "CALL_STARTED");
  }

  /** Also what was done at a desk phone, or what the phone system did by itself. */
  #tellToggles(call: CallPicture, agent: AgentView): void {
    const { callId } = call.view;
    const told = this.#toldToggles.get(callId);
    if (told === undefined || this.#told.get(callId) !== "connected" || agent.presence.isOffline) return;
    // With the leg everything on it ends: nobody has unmuted, resumed or gone on recording.
    if (agentLeg(call.view, agent.agentId)?.state === "ended") return;
    const now = togglesOf(call.view, agent.agentId);
    for (const event of togglesToTell(told, now)) {
      const handover = [...this.#handovers].find((one) => one.callId === callId && one.event === event);
      if (handover === undefined) this.#publisher.publish(toggleEvent(this.#library, event, call, agent));
      else {
        handover.takeBack = () => this.#toldToggles.set(callId, told);
        this.#publisher.afterLibrary();
      }
    }
    this.#toldToggles.set(callId, now);
  }

  #publish(event: CallEvent, { view, standing }: CallPicture, call: PhoneCall): void {
    const { callId, callType } = call;
    if (event === "CALL_STARTED" || event === "CALL_CONNECTED") {
      // Guide, chapter 9, "Queued Callbacks": offered, it makes the record; only the library's CALL_STARTED means that it is dialed.
      const isQueued = event === "CALL_STARTED" && view.callType === "Callback" && standing === "offered";
      const eventType = isQueued ? "QUEUED_CALL_STARTED" : event;
      this.#publisher.publish({ eventType, payload: new this.#library.CallResult({ call }) });
    } else if (event === "HANGUP")
      this.#publisher.publish({ eventType: event, payload: new this.#library.HangupResult({ calls: [call] }) });
    else if (event === "WRAP_UP_ENDED")
      this.#publisher.publish({ eventType: event, payload: { callId, callType, callStatus: "ended" } });
    else if (this.isAfterCallWorkAllowed) this.#publisher.publish({ eventType: event, payload: { callId } });
    else this.#wrapUpAtOnce(view.callId);
  }

  /** Salesforce asks to wrap up what is over already: it hears so, once more if need be. */
  wrapUpIsOver(
    hostCall: { readonly callId: string; readonly callType?: unknown },
    call: CallPicture | undefined,
  ): void {
    if (call !== undefined && this.#told.has(call.view.callId)) this.#told.set(call.view.callId, "wrappedUp");
    const said = typeof hostCall.callType === "string" ? hostCall.callType : call?.view.callType;
    const callType = (said ?? "Inbound") as PhoneCall["callType"];
    const payload = { callId: hostCall.callId, callType, callStatus: "ended" } as const;
    this.#publisher.publish({ eventType: "WRAP_UP_ENDED", payload });
  }

  #wrapUpAtOnce(callId: string): void {
    this.#told.set(callId, "wrappedUp");
    this.#core.calls.wrapUp(callId).catch((error: unknown) => {
      if (isGone(error)) return;
      this.#core.log.error("wrap-up.failed", { callId, reason: codeOf(error) });
      this.#publisher.publishError(error);
    });
  }
}
