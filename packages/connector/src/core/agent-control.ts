import type { AgentCommandBody, AgentView } from "@partner-telephony/api";
import type { Clock } from "./clock.ts";
import { withDeadline, type Deadline } from "./deadline.ts";
import type { Picture } from "./picture.ts";

export type PresenceStatus = AgentView["presence"];
export type Phone = AgentView["phone"];

export interface AgentControlDeps {
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly picture: Picture;
  /** `POST /v1/agents/current/commands` in this page's session. */
  readonly command: (body: AgentCommandBody, deadline: Deadline) => Promise<AgentView>;
}

/** Presence and phone have their effect at once: the answer is the agent as it stands afterwards. */
export class AgentControl {
  readonly #deps: AgentControlDeps;

  constructor(deps: AgentControlDeps) {
    this.#deps = deps;
  }

  /**
   * @param enqueue take it after the current call (guide, "Change Status While on a Call")
   * @param atLogIn what the console shows at log-in: it ends no after conversation work
   */
  setPresence(presence: PresenceStatus, enqueue: boolean, atLogIn: boolean): Promise<AgentView> {
    return this.#command({ type: "setPresence", presence, enqueue, ...(atLogIn ? { atLogIn } : {}) });
  }

  setPhone(phone: Phone): Promise<AgentView> {
    return this.#command({ type: "setPhone", phone });
  }

  async #command(body: AgentCommandBody): Promise<AgentView> {
    const { clock, deadlineMs, picture, command } = this.#deps;
    const agent = await withDeadline(clock, deadlineMs, (deadline) => command(body, deadline));
    picture.setAgent(agent);
    return agent;
  }
}
