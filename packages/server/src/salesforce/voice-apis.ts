import type { VoiceApi } from "@partner-telephony/salesforce-voice";
import type { EngineOptions, VoiceTenant } from "../engine/dependencies.ts";
import type { Database } from "../store/database.ts";
import { readContactCenter } from "../store/statements/read-contact-center.ts";

export interface VoiceApis {
  of(tenant: string): Promise<{ readonly api: VoiceApi; readonly center: VoiceTenant }>;
  close(): Promise<void>;
}

/** One client for each contact center, made again when the org has moved to another origin or another signs. */
export function createVoiceApis(database: Database, make: EngineOptions["voiceApi"]): VoiceApis {
  const made = new Map<string, { center: VoiceTenant; api: VoiceApi }>();
  return {
    async of(tenant) {
      const stored = await readContactCenter(database, tenant);
      if (stored === null) throw new Error(`Contact center ${tenant} is not stored.`);
      const center = { tenant, ...stored };
      const known = made.get(tenant);
      if (known?.center.scrtUrl === center.scrtUrl && known.center.signer === center.signer)
        return { api: known.api, center };
      const api = make(center);
      made.set(tenant, { center, api });
      // The old client is closed once its requests have ended: undici's close waits for them.
      if (known !== undefined) void known.api.close();
      return { api, center };
    },
    async close() {
      await Promise.all([...made.values()].map(({ api }) => api.close()));
      made.clear();
    },
  };
}
