import type { CallCommandBody, CommandAccepted, Signal } from "@partner-telephony/api";
import type { CallControl } from "./call-control.ts";
import { ConnectorError, connectorError, SENTENCES } from "./connector-error.ts";
import { withDeadline, type Deadline } from "./deadline.ts";
import type { Clock } from "./clock.ts";
import type { CallPicture, Picture, Standing } from "./picture.ts";

type Verb = keyof CallControl;

interface Rule {
  /** Only from here; anything else is refused without asking the server. */
  readonly from: readonly Standing[];
  /** The fact that was asked for. */
  readonly reached: readonly Standing[];
  /** The fact can no longer come. */
  readonly missed: readonly Standing[];
}

const RULES: Readonly<Record<Verb, Rule>> = {
  accept: { from: ["offered"], reached: ["connected"], missed: ["over", "afterConversationWork"] },
  decline: { from: ["offered"], reached: ["over", "afterConversationWork"], missed: [] },
  end: { from: ["offered", "joining", "connected"], reached: ["over", "afterConversationWork"], missed: [] },
  wrapUp: { from: ["afterConversationWork"], reached: ["over"], missed: [] },
};

interface Waiter {
  readonly callId: string;
  readonly verb: Verb;
  requestId: string | null;
  readonly failed: Map<string, string>;
  readonly resolve: (call: CallPicture) => void;
  readonly reject: (error: Error) => void;
}

export interface ServerCallControlDeps {
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly picture: Picture;
  /** `POST /v1/calls/{callId}/commands` in this page's session. */
  readonly command: (callId: string, body: CallCommandBody, deadline: Deadline) => Promise<CommandAccepted>;
}

/** Sends the command, then waits for the call to be what was asked for, whichever way the news arrives. */
export class ServerCallControl implements CallControl {
  readonly #deps: ServerCallControlDeps;
  readonly #waiters = new Set<Waiter>();

  constructor(deps: ServerCallControlDeps) {
    this.#deps = deps;
  }

  accept = (callId: string): Promise<CallPicture> => this.#run("accept", callId);
  decline = (callId: string): Promise<CallPicture> => this.#run("decline", callId);
  end = (callId: string): Promise<CallPicture> => this.#run("end", callId);
  wrapUp = (callId: string): Promise<CallPicture> => this.#run("wrapUp", callId);

  /** Called after every change of the picture. */
  pictureChanged(): void {
    for (const waiter of this.#waiters) {
      const call = this.#deps.picture.call(waiter.callId);
      if (call === undefined) continue;
      const rule = RULES[waiter.verb];
      if (rule.reached.includes(call.standing)) waiter.resolve(call);
      else if (rule.missed.includes(call.standing)) waiter.reject(connectorError("call.ended"));
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

  async #run(verb: Verb, callId: string): Promise<CallPicture> {
    const call = this.#deps.picture.call(callId);
    if (call === undefined) throw connectorError("call.unknown");
    if (!RULES[verb].from.includes(call.standing))
      throw connectorError(call.standing === "over" ? "call.ended" : "call.wrong-state");
    if ([...this.#waiters].some((other) => other.callId === callId && other.verb === verb))
      throw connectorError("request.pending");
    return withDeadline(this.#deps.clock, this.#deps.deadlineMs, (deadline) => this.#ask(verb, callId, deadline));
  }

  async #ask(verb: Verb, callId: string, deadline: Deadline): Promise<CallPicture> {
    let waiter: Waiter | undefined;
    const fact = new Promise<CallPicture>((resolve, reject) => {
      waiter = { callId, verb, requestId: null, failed: new Map(), resolve, reject };
      this.#waiters.add(waiter);
    });
    try {
      this.#deps.command(callId, { type: verb }, deadline).then(
        (accepted) => {
          waiter!.requestId = accepted.requestId;
          rejectIfFailed(waiter!);
        },
        (error: Error) => waiter!.reject(error),
      );
      return await deadline.race(fact);
    } finally {
      this.#waiters.delete(waiter!);
    }
  }
}

function rejectIfFailed(waiter: Waiter): void {
  const code = waiter.requestId === null ? undefined : waiter.failed.get(waiter.requestId);
  if (code !== undefined) waiter.reject(new ConnectorError(code, SENTENCES["request.failed"]));
}
