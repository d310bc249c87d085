import type { Settings } from "../settings/table.ts";
import type { SingleSignOnSettings } from "./org-addresses.ts";

/** What Setup is told that no contact center has of its own. */
export interface SetupOptions {
  readonly singleSignOn: SingleSignOnSettings;
  readonly intelligenceServices: Settings["PT_INTELLIGENCE_SERVICES"];
}

export function setupOptions(settings: Settings): SetupOptions {
  return { singleSignOn: settings, intelligenceServices: settings.PT_INTELLIGENCE_SERVICES };
}
