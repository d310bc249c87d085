import type { CallCommandBody, CommandAccepted, DialBody, Signal } from "@partner-telephony/api";
import type { CallControl } from "./call-control.ts";
import { ConnectorError, connectorError, SENTENCES } from "./connector-error.ts";
import { withDeadline, type Deadline } from "./deadline.ts";
import type { Clock } from "./clock.ts";
import { COMMAND_RULES, type Command, type Verb } from "./command-rules.ts";
import type { CallPicture, Picture } from "./picture.ts";

interface Waiter {
  readonly callId: string;
  readonly command: Command;
  requestId: string | null;
  readonly failed: Map<string, string>;
  hasFact: boolean;
  readonly resolve: (call: CallPicture) => void;
  readonly reject: (error: Error) => void;
}

export interface ServerCallControlDeps {
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly picture: Picture;
  /** `POST /v1/calls/{callId}/commands` in this page's session. */
  readonly command: (callId: string, body: CallCommandBody, deadline: Deadline) => Promise<CommandAccepted>;
  /** `POST /v1/calls`. */
  readonly dial: (body: DialBody, deadline: Deadline) => Promise<CommandAccepted>;
}

/** Sends the command, then waits for the call to be what was asked for, whichever way the news arrives. */
export class ServerCallControl implements CallControl {
  readonly #deps: ServerCallControlDeps;
  readonly #waiters = new Set<Waiter>();
  /** Last digits of each call: the server takes one request of a kind at a time, an agent types faster. */
  readonly #digits = new Map<string, Promise<unknown>>();

  constructor(deps: ServerCallControlDeps) {
    this.#deps = deps;
  }

  async dial(body: DialBody): Promise<CallPicture> {
    if ([...this.#waiters].some((other) => other.command.type === "dial")) throw connectorError("request.pending");
    const { clock, deadlineMs } = this.#deps;
    return withDeadline(clock, deadlineMs, (deadline) => this.#ask(body.callId, { type: "dial", body }, deadline));
  }
  accept = (callId: string): Promise<CallPicture> => this.#run(callId, { type: "accept" });
  decline = (callId: string): Promise<CallPicture> => this.#run(callId, { type: "decline" });
  end = (callId: string): Promise<CallPicture> => this.#run(callId, { type: "end" });
  wrapUp = (callId: string): Promise<CallPicture> => this.#run(callId, { type: "wrapUp" });
  mute = (callId: string): Promise<CallPicture> => this.#run(callId, { type: "mute" });
  unmute = (callId: string): Promise<CallPicture> => this.#run(callId, { type: "unmute" });
  hold = (callId: string, legId: string): Promise<CallPicture> => this.#run(callId, { type: "hold", legId });
  resume = (callId: string, legId: string): Promise<CallPicture> => this.#run(callId, { type: "resume", legId });
  pauseRecording = (callId: string): Promise<CallPicture> => this.#run(callId, { type: "pauseRecording" });
  resumeRecording = (callId: string): Promise<CallPicture> => this.#run(callId, { type: "resumeRecording" });

  sendDigits(callId: string, legId: string, digits: string): Promise<CallPicture> {
    const send = () => this.#run(callId, { type: "sendDigits", legId, digits });
    const sent = (this.#digits.get(callId) ?? Promise.resolve()).then(send, send);
    this.#digits.set(callId, sent);
    const done = () => this.#digits.get(callId) === sent && this.#digits.delete(callId);
    sent.then(done, done);
    return sent;
  }

  /** Called after every change of the picture. */
  pictureChanged(): void {
    for (const waiter of this.#waiters) {
      const call = this.#deps.picture.call(waiter.callId);
      if (call === undefined) continue;
      if (this.#isReached(call, waiter.command)) waiter.resolve(call);
      else if (COMMAND_RULES[waiter.command.type].missed.includes(call.standing))
        waiter.reject(connectorError("call.ended"));
    }
  }

  /** Digits are sent: the one fact that no picture of a call shows. */
  digitsSent(callId: string): void {
    for (const waiter of this.#waiters) {
      if (waiter.callId !== callId || waiter.command.type !== "sendDigits") continue;
      waiter.hasFact = true;
      this.#settleDigits(waiter);
    }
  }

  /** The telephony system refused, or did not answer the server. May come before the answer that names the request. */
  requestFailed(signal: Extract<Signal, { type: "request.failed" }>): void {
    for (const waiter of this.#waiters) {
      if (waiter.callId !== signal.call.callId) continue;
      waiter.failed.set(signal.requestId, signal.code);
      rejectIfFailed(waiter);
    }
  }

  #isReached(call: CallPicture, command: Command): boolean {
    return COMMAND_RULES[command.type].reached(call, command, this.#deps.picture.agent?.agentId ?? "");
  }

  /** Not before the answer names the request: the fact may be that of digits whose deadline has passed. */
  #settleDigits(waiter: Waiter): void {
    const call = this.#deps.picture.call(waiter.callId);
    if (call === undefined || !waiter.hasFact || waiter.requestId === null) return;
    if (!call.view.pending.some(({ requestId }) => requestId === waiter.requestId)) waiter.resolve(call);
  }

  async #run(callId: string, command: Command): Promise<CallPicture> {
    const call = this.#deps.picture.call(callId);
    if (call === undefined) throw connectorError("call.unknown");
    if (!COMMAND_RULES[command.type].from.includes(call.standing))
      throw connectorError(call.standing === "over" ? "call.ended" : "call.wrong-state");
    if (this.#isUnderWay(callId, command.type)) throw connectorError("request.pending");
    if (this.#isReached(call, command)) return call;
    return withDeadline(this.#deps.clock, this.#deps.deadlineMs, (deadline) => this.#ask(callId, command, deadline));
  }

  #isUnderWay(callId: string, verb: Verb): boolean {
    return [...this.#waiters].some((other) => other.callId === callId && other.command.type === verb);
  }

  #send(callId: string, command: Command, deadline: Deadline): Promise<CommandAccepted> {
    if (command.type === "dial") return this.#deps.dial(command.body, deadline);
    return this.#deps.command(callId, command, deadline);
  }

  async #ask(callId: string, command: Command, deadline: Deadline): Promise<CallPicture> {
    let waiter: Waiter | undefined;
    const fact = new Promise<CallPicture>((resolve, reject) => {
      waiter = { callId, command, requestId: null, failed: new Map(), hasFact: false, resolve, reject };
      this.#waiters.add(waiter);
    });
    try {
      this.#send(callId, command, deadline).then(
        (accepted) => {
          waiter!.requestId = accepted.requestId;
          rejectIfFailed(waiter!);
          this.#settleDigits(waiter!);
        },
        (error: Error) => waiter!.reject(error),
      );
      return await deadline.race(fact);
    } finally {
      this.#waiters.delete(waiter!);
    }
  }
}

/** A call that is being dialed has no other request of this agent's: its failure needs no id, and nothing rings any more. */
function rejectIfFailed(waiter: Waiter): void {
  const { command, failed, requestId } = waiter;
  const code =
    command.type === "dial" ? [...failed.values()][0] : requestId === null ? undefined : failed.get(requestId);
  const failure = failureOf(code);
  if (failure !== null) waiter.reject(failure);
}

const failureOf = (code: string | undefined): ConnectorError | null =>
  code === undefined ? null : new ConnectorError(code, SENTENCES["request.failed"]);
