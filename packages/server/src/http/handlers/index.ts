import { providerManagementHandlers } from "../../provider-management/handlers.ts";
import type { Handlers } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import { agentHandlers } from "./agents.ts";
import { callHandlers } from "./calls.ts";
import { healthHandlers } from "./health.ts";
import { managementHandlers } from "./management.ts";
import { messageHandlers } from "./messages.ts";
import { recordingHandlers } from "./recordings.ts";
import { sessionHandlers } from "./sessions.ts";
import { telephonyFactHandlers } from "./telephony-facts.ts";
import { utteranceHandlers } from "./utterances.ts";

export function handlers(deps: EdgeDeps): Handlers {
  return {
    ...healthHandlers(deps),
    ...sessionHandlers(deps),
    ...agentHandlers(deps),
    ...callHandlers(deps),
    ...managementHandlers(deps),
    ...providerManagementHandlers(deps),
    ...telephonyFactHandlers(deps),
    ...utteranceHandlers(deps),
    ...recordingHandlers(deps),
    ...messageHandlers(deps),
  };
}
