import type { PresenceStatus } from "../core/agent-control.ts";
import { connectorError } from "../core/connector-error.ts";
import type { Core } from "../core/core.ts";
import type { Library } from "./library.ts";
import type { Login } from "./login.ts";
import type { Publisher } from "./publisher.ts";
import { Refusal } from "./refusal.ts";

/** Presence both ways (guide, "Two-Way Agent Status Syncing"). */
export class AgentStatus {
  readonly #library: Library;
  readonly #core: Core;
  readonly #login: Login;
  readonly #publisher: Publisher;
  /** What Salesforce shows, as far as this page knows: null until Salesforce has said so. */
  #shown: string | null = null;
  /** Salesforce has said nothing since the log-in: its first status is what it shows, not what the agent chooses. */
  #isFirst = true;

  constructor(library: Library, core: Core, login: Login, publisher: Publisher) {
    this.#library = library;
    this.#core = core;
    this.#login = login;
    this.#publisher = publisher;
    core.onNews((news) => {
      if (news.type === "lost") this.forget();
      else if (news.type === "snapshot") this.#compare(true);
      else if (news.signal.type === "agent.changed") this.#compare(news.signal.side === "telephony");
    });
  }

  /** Salesforce wants a status. `agentStatus` is its name, or Online/Offline from an older host. */
  async set(agentStatus: string, info: { statusId?: unknown } | undefined, enqueueNextState: boolean): Promise<void> {
    const presence = this.#find(agentStatus, info?.statusId);
    if (presence === undefined) throw new Refusal(connectorError("presence.unknown"), "INVALID_AGENT_STATUS");
    const before = this.#shown;
    if (!enqueueNextState) this.#shown = presence.statusId;
    try {
      await this.#core.agent.setPresence(presence, enqueueNextState, this.#isFirst);
      this.#isFirst = false;
    } catch (error) {
      this.#shown = before;
      throw error;
    }
  }

  /** Logged out: what comes next is a log-in. */
  forget(): void {
    this.#shown = null;
    this.#isFirst = true;
  }

  current(): PresenceStatus | undefined {
    return this.#core.picture.agent?.presence;
  }

  #find(agentStatus: string, statusId: unknown): PresenceStatus | undefined {
    const statuses = this.#login.config?.presenceStatuses;
    if (statuses === undefined) return undefined;
    if (typeof statusId === "string") return statuses.get(statusId);
    const all = [...statuses.values()];
    const named = all.find((one) => one.statusName === agentStatus);
    if (named !== undefined || agentStatus !== "Online")
      return named ?? (agentStatus === "Offline" ? statuses.get("0") : undefined);
    return all.find((one) => one.hasChannels);
  }

  /** Salesforce's own changes come back as signals too: those are no news, or the two sides would answer each other for ever. */
  #compare(mayBeNews: boolean): void {
    const statusId = this.current()?.statusId;
    if (statusId === undefined || statusId === this.#shown) return;
    const known = this.#login.config?.presenceStatuses.has(statusId) === true;
    if (mayBeNews && known && this.#shown !== null)
      this.#publisher.publish({
        eventType: "SET_AGENT_STATUS",
        payload: new this.#library.AgentStatusInfo({ statusId }),
      });
    if (this.#shown !== null || !mayBeNews) this.#shown = statusId;
  }
}
