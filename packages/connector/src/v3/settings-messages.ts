import type { AgentSettings, AgentSettingsView } from "@partner-telephony/api";
import { connectorError } from "../core/connector-error.ts";
import type { Core } from "../core/core.ts";
import type { Fields, PageMessages } from "./page-messages.ts";

/**
 * Requests of the component in Additional Settings (guide, "Add a Partner Settings UI to Omni-Channel"): `settings.load` and
 * `settings.save` are answered by `settings` or `refused`, with the `requestId` of the request.
 */
export function answerSettings(core: Core, page: PageMessages): void {
  const answer = ({ requestId }: Fields, view: AgentSettingsView): void =>
    page.say({ type: "settings", requestId, ...view });

  page.on("settings.load", async (payload) => answer(payload, await core.agentSettings.load()));
  page.on("settings.save", async (payload) => {
    answer(payload, await core.agentSettings.save(readSettings(payload["settings"])));
  });
}

/** What may be chosen is the server's to say. @throws ConnectorError config.invalid */
function readSettings(settings: unknown): AgentSettings {
  const { callerId, queueId } = (typeof settings === "object" && settings !== null ? settings : {}) as Fields;
  if (!isTextOrNull(callerId) || !isTextOrNull(queueId)) throw connectorError("config.invalid");
  return { callerId, queueId };
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === "string";
