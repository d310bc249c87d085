import { agent } from "./agent.ts";
import { conversation } from "./conversation.ts";
import { facts } from "./facts.ts";
import { inbound } from "./inbound.ts";
import { outbound } from "./outbound.ts";
import { phases } from "./phases.ts";
import type { Promises } from "./promises.ts";
import { refusals } from "./refusals.ts";
import { transfer } from "./transfer.ts";

export const allPromises: Readonly<Record<string, Promises>> = {
  "an inbound call": inbound,
  "a dialed call": outbound,
  "a conversation": conversation,
  "a transfer": transfer,
  "an agent": agent,
  "a refusal": refusals,
  "a phase": phases,
  "a fact": facts,
};
