import { z } from "zod";

/** E.164. */
const Number164 = z.string().regex(/^\+[1-9][0-9]{1,14}$/, "must be a number with + and country code");

/**
 * What an agent has chosen for outbound calls. `callerId`: number of the contact center that is shown to whom the agent calls,
 * null leaves it to the telephony system. `queueId`: queue that the agent's calls are made for, or null.
 */
export const AgentSettings = z.strictObject({
  callerId: Number164.nullable(),
  queueId: z.string().min(1).max(255).nullable(),
});
export type AgentSettings = z.infer<typeof AgentSettings>;

/** `GET` and `PUT /v1/agents/current/settings`: what is stored, and what may be chosen. */
export const AgentSettingsView = z.object({
  settings: AgentSettings,
  callerIds: z.array(z.string()),
  queues: z.array(z.object({ queueId: z.string(), name: z.string() })),
});
export type AgentSettingsView = z.infer<typeof AgentSettingsView>;
