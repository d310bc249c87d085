import { z } from "zod";

export const voiceEndpoints = [
  "create",
  "update",
  "transcript",
  "bulk-transcripts",
  "omni-flow",
  "clear-routing",
  "realtime-events",
  "post-call-events",
] as const;
export type VoiceEndpoint = (typeof voiceEndpoints)[number];

/**
 * outage: 503, nothing done. rate-limited: 429, nothing done. connection-lost: the socket closes, nothing done.
 * slow: waits `ms`, then works. time-out-after-success: works, then never answers (the socket closes after `ms`).
 */
export const Fault = z.strictObject({
  endpoint: z.enum([...voiceEndpoints, "all"]),
  kind: z.enum(["outage", "rate-limited", "connection-lost", "slow", "time-out-after-success"]),
  ms: z.number().int().min(0).max(600_000).default(30_000),
  /** How many requests it hits; without it, all until it is taken back. */
  times: z.number().int().min(1).max(1_000_000).optional(),
});
export type Fault = z.infer<typeof Fault>;
export const FaultsRequest = z.strictObject({ faults: z.array(Fault).max(100) });

export interface Faults {
  /** Replaces all faults; an empty list heals the org. */
  set(faults: Fault[]): void;
  list(): Fault[];
  /** The first fault for this endpoint; counts as one hit. */
  take(endpoint: VoiceEndpoint): Fault | null;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    set: (next) => {
      faults = next.map((fault) => ({ ...fault }));
    },
    list: () => faults.map((fault) => ({ ...fault })),
    take: (endpoint) => {
      const fault = faults.find((candidate) => candidate.endpoint === endpoint || candidate.endpoint === "all");
      if (fault === undefined) return null;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times === 0) faults = faults.filter((candidate) => candidate !== fault);
      }
      return fault;
    },
  };
}
