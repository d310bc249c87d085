import { callEndpoints, eventEndpoints, transcriptEndpoints } from "./endpoints.ts";
import { packageSend, type Carry } from "./package-send.ts";
import { requester, type Requester } from "./requester.ts";
import { retryRules } from "./retry-rules.ts";
import { wait } from "./time-limit.ts";
import type { VoiceApi, VoiceApiOptions } from "./voice-api.ts";

export interface PackageVoiceApiOptions extends Pick<VoiceApiOptions, "now" | "sleep" | "random" | "onAttempt"> {
  readonly contactCenterName: string;
  /** Brings a request to the package's Apex in the tenant's org. */
  readonly carry: Carry;
}

/**
 * One tenant's client where the org signs: the same endpoints, rules and errors as `createVoiceApi`, with the package's Apex
 * between us and Salesforce. There is no token here. Apex knows no real-time and post-conversation events: these are refused.
 */
export function createPackageVoiceApi(options: PackageVoiceApiOptions): VoiceApi {
  const now = options.now ?? Date.now;
  const request = inOneAttempt(
    requester({
      send: packageSend(options.carry),
      now,
      sleep: options.sleep ?? wait,
      random: options.random ?? Math.random,
      onAttempt: options.onAttempt ?? (() => undefined),
    }),
  );
  return {
    ...callEndpoints(request, options.contactCenterName),
    ...transcriptEndpoints(request, now),
    ...eventEndpoints(request),
    forgetToken: () => undefined,
    close: async () => undefined,
  };
}

/** Two hops more than usual: an attempt may use up the deadline, what is left after a quick failure is for repeats. */
function inOneAttempt(request: Requester): Requester {
  return (asked, options = {}) => {
    const deadlineMs = options.deadlineMs ?? retryRules[asked.endpoint].deadlineMs;
    return request(asked, { attemptTimeoutMs: deadlineMs, ...options });
  };
}
