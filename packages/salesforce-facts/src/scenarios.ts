import { callbacksAndReplay, contactsAndRobustness, mos, status, supervisor } from "./scenarios/around-calls.ts";
import { controls, inbound, outbound, parties } from "./scenarios/calls.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { setup } from "./scenarios/setup.ts";

/** What console and connector owe each other, in 175 scenarios. */
export const scenarios: readonly Scenario[] = [
  ...setup,
  ...inbound,
  ...outbound,
  ...controls,
  ...parties,
  ...supervisor,
  ...callbacksAndReplay,
  ...status,
  ...contactsAndRobustness,
  ...mos,
];
