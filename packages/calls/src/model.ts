import { decideAgent, observeAgent } from "./agent/decide.ts";
import { decideCall } from "./call/decide.ts";
import { observeCall } from "./call/observe.ts";
import type { Command } from "./command.ts";
import { Draft } from "./draft.ts";
import type { Ids } from "./draft.ts";
import type { AgentFact, Fact } from "./fact.ts";
import type { Instant } from "./ids.ts";
import { defaultPolicy } from "./policy.ts";
import type { Policy } from "./policy.ts";
import type { Refusal } from "./refusal.ts";
import { rules as ourRules } from "./rules.ts";
import type { Rules } from "./rules.ts";
import type { Outcome, Situation } from "./situation.ts";

/**
 * What a command gives rise to, or why it may not be carried out; a refusal leaves everything as it is.
 * `now` in epoch milliseconds. `newId` makes UUIDv4 at the edge, for requests of the model's own (the other legs are
 * hung up after the agent has left). The situation must hold the call and every agent that call or command name.
 */
export function decide(
  situation: Situation,
  command: Command,
  now: Instant,
  newId: Ids,
  policy: Policy = defaultPolicy,
  rules: Rules = ourRules,
): Refusal | Outcome {
  const draft = new Draft(situation, { rules, policy, newId, now, at: now });
  const refusal = "callId" in command ? decideCall(draft, command) : decideAgent(draft, command);
  return refusal ?? draft.outcome();
}

/**
 * What follows from something that has happened. Total: a fact that does not fit becomes the event `factIgnored` and an
 * anomaly (only an anomaly where there is no call to keep it). Events carry the fact's own time, never one after `now`.
 */
export function observe(
  situation: Situation,
  fact: Fact | AgentFact,
  now: Instant,
  newId: Ids,
  policy: Policy = defaultPolicy,
  rules: Rules = ourRules,
): Outcome {
  const draft = new Draft(situation, { rules, policy, newId, now, at: Math.min(fact.at, now) });
  if ("callId" in fact) observeCall(draft, fact);
  else observeAgent(draft, fact);
  return draft.outcome();
}
