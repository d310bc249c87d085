import type { PresenceStatus } from "../core/agent-control.ts";
import { connectorError } from "../core/connector-error.ts";

/** What the connector needs of `connectorConfig` (guide, chapter 16, init). It is a hint: the session says who the agent is. */
export interface ConnectorConfig {
  /** 15 characters. */
  readonly orgId: string;
  readonly contactCenter: string;
  readonly userName: string | null;
  readonly isAfterCallWorkAllowed: boolean;
  readonly presenceStatuses: ReadonlyMap<string, PresenceStatus>;
}

/** @throws ConnectorError `config.invalid` */
export function readConnectorConfig(given: unknown): ConnectorConfig {
  if (typeof given !== "object" || given === null) throw connectorError("config.invalid");
  const config = given as Record<string, unknown>;
  const orgId = config["organizationId"];
  const contactCenter = config["/reqGeneralInfo/reqInternalName"];
  if (typeof orgId !== "string" || orgId.length < 15 || typeof contactCenter !== "string" || contactCenter === "")
    throw connectorError("config.invalid");
  return {
    orgId: orgId.slice(0, 15),
    contactCenter,
    userName: typeof config["userName"] === "string" && config["userName"] !== "" ? config["userName"] : null,
    // Boolean or text; only a plain no switches it off.
    isAfterCallWorkAllowed: String(config["isACWAllowed"]) !== "false",
    presenceStatuses: readPresenceStatuses(config["userPresenceStatuses"]),
  };
}

/** A JSON text whose values are all texts (guide, "Two-Way Agent Status Syncing"); id "0" is offline. */
function readPresenceStatuses(given: unknown): ReadonlyMap<string, PresenceStatus> {
  let entries: unknown;
  try {
    entries = typeof given === "string" ? JSON.parse(given) : given;
  } catch {
    throw connectorError("config.invalid");
  }
  const statuses = new Map<string, PresenceStatus>();
  for (const [statusId, value] of Object.entries((entries ?? {}) as Record<string, Record<string, unknown> | null>)) {
    if (typeof value?.["statusName"] !== "string") continue;
    statuses.set(statusId, {
      statusId,
      statusName: value["statusName"],
      hasChannels: String(value["hasChannels"]) === "true",
      isOffline: statusId === "0" || String(value["isOffline"]) === "true",
    });
  }
  return statuses;
}
