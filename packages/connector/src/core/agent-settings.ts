import type { AgentSettings, AgentSettingsView } from "@partner-telephony/api";
import type { Clock } from "./clock.ts";
import { withDeadline, type Deadline } from "./deadline.ts";
import type { HttpRequest } from "./http.ts";

export interface AgentSettingsDeps {
  readonly clock: Clock;
  readonly deadlineMs: number;
  /** In this page's session. */
  readonly ask: (request: HttpRequest, deadline: Deadline) => Promise<AgentSettingsView>;
}

const PATH = "/v1/agents/current/settings";

/** Caller ID and queue of the agent's outbound calls; the server keeps them and uses them. */
export class AgentSettingsStore {
  readonly #deps: AgentSettingsDeps;

  constructor(deps: AgentSettingsDeps) {
    this.#deps = deps;
  }

  /** @throws ConnectorError */
  load(): Promise<AgentSettingsView> {
    return this.#ask({ method: "GET", path: PATH });
  }

  /** @throws ConnectorError; a repeat is harmless */
  save(settings: AgentSettings): Promise<AgentSettingsView> {
    return this.#ask({ method: "PUT", path: PATH, body: settings });
  }

  #ask(request: HttpRequest): Promise<AgentSettingsView> {
    const { clock, deadlineMs, ask } = this.#deps;
    return withDeadline(clock, deadlineMs, (deadline) => ask(request, deadline));
  }
}
