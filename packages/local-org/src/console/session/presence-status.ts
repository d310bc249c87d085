import type { PresenceView } from "../../console-contract.ts";
import type { ConnectorHost } from "../host/connector-host.ts";
import { isOnCall } from "../host/phone.ts";
import type { OrderedLine } from "../org/ordered-line.ts";
import type { OrgClient } from "../org/org-client.ts";
import { statusOf, type ConsoleView } from "./view.ts";

interface Deps {
  readonly org: OrgClient;
  readonly user: string;
  readonly host: ConnectorHost;
  readonly line: OrderedLine;
  readonly view: () => ConsoleView;
  readonly show: (presence: PresenceView) => void;
}

/** The agent's status at org and connector, each told of the other's changes (guide, chapter 12). */
export class PresenceStatus {
  readonly #deps: Deps;
  #puts = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Guide, chapter 10, Change Status While on a Call: with the capability it waits, at the connector and in the org. */
  choose(statusId: string): void {
    const { phone } = this.#deps.view();
    const waits = phone.capabilities.has("PENDING_STATUS_CHANGE") && isOnCall(phone);
    if (waits) this.#tellStatus(statusId, true);
    this.#put(statusId, "agent", waits);
  }

  /**
   * Log in as online or offline both tell the connector; what it then replays are the calls it already has. Not in a call
   * or in after conversation work: there the status would put the agent back into the queue (guide, chapter 12).
   */
  tellAtLogIn(): void {
    const { presence, phone } = this.#deps.view();
    const statusId = presence?.statusId ?? "0";
    if (phone.calls.length === 0) this.#tellStatus(statusId, false);
    this.#tellAvailability(statusId);
  }

  /** A status that waits is told when the org takes it: the one before would make the agent available for a moment. */
  tellAfterWork(): void {
    const { presence } = this.#deps.view();
    if (!presence?.pendingStatusId) this.#tellStatus(presence?.statusId ?? "0", false);
  }

  /** Guide, chapter 12, Two-Way Agent Status Syncing: on a call it is ignored. It is not echoed to the connector. */
  fromConnector(statusId: string): void {
    const { phone, presence } = this.#deps.view();
    if (isOnCall(phone) || presence?.statusId === statusId) return;
    this.#put(statusId, "connector");
  }

  /** Update Status on Decline or Push Time-Out changed it: the connector has to know. */
  changedByOrg(presence: PresenceView): void {
    if (this.#puts > 0 || presence.statusId === this.#deps.view().presence?.statusId) return;
    this.#take(presence, true);
  }

  /** While a change of ours is under way its echo in the stream is no news. */
  #put(statusId: string, reason: "agent" | "connector", enqueueNextState = false): void {
    const { org, user, line } = this.#deps;
    this.#puts++;
    void line
      .send(
        () => org.setPresence({ user, statusId, reason, enqueueNextState }),
        (presence) => this.#take(presence, reason === "agent" && !enqueueNextState),
      )
      .then(() => this.#puts--);
  }

  #take(presence: PresenceView, tellConnector: boolean): void {
    const before = this.#deps.view().presence?.statusId;
    this.#deps.show(presence);
    if (!tellConnector) return;
    this.#tellStatus(presence.statusId, false);
    if (before !== presence.statusId) this.#tellAvailability(presence.statusId);
  }

  #tellStatus(statusId: string, enqueueNextState: boolean): void {
    const view = this.#deps.view();
    const status = statusOf(view, statusId);
    if (status === undefined || view.phone.stage !== "ready") return;
    const { statusName } = status;
    this.#deps.host.ask("SET_AGENT_STATUS", {
      agentStatus: status.isOffline ? "Offline" : "Online",
      statusInfo: { statusId, statusApiName: statusName.replaceAll(" ", "_"), statusName },
      enqueueNextState,
    });
  }

  #tellAvailability(statusId: string): void {
    const view = this.#deps.view();
    const isAvailable = statusOf(view, statusId)?.isOffline === false;
    if (view.phone.stage === "ready") this.#deps.host.tell("AGENT_AVAILABLE", { isAvailable });
  }
}
