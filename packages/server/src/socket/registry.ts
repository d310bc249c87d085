import { ProblemError } from "../http/problem-error.ts";
import type { SignalSocket } from "./signal-socket.ts";

/** Sockets of this process. Another process' older socket learns of its successor when it renews its lease. */
export class SocketRegistry {
  readonly #byAgent = new Map<string, SignalSocket>();

  /** The newest epoch stays, whichever of two hellos is handled last. */
  enter(socket: SignalSocket): void {
    const key = keyOf(socket);
    if (key === null) return;
    const other = this.#byAgent.get(key);
    const older = other !== undefined && epochOf(other) > epochOf(socket) ? socket : other;
    if (older !== socket) this.#byAgent.set(key, socket);
    if (older !== undefined) older.fail(new ProblemError("session.superseded"));
  }

  leave(socket: SignalSocket): void {
    const key = keyOf(socket);
    if (key !== null && this.#byAgent.get(key) === socket) this.#byAgent.delete(key);
  }

  ofLogIn(sessionId: string): SignalSocket[] {
    return [...this.#byAgent.values()].filter((socket) => socket.held?.agent.sessionId === sessionId);
  }
}

const epochOf = (socket: SignalSocket): number => socket.held?.epoch ?? 0;

function keyOf({ held }: SignalSocket): string | null {
  return held === null ? null : `${held.agent.tenant} ${held.agent.agentId}`;
}
