import { createHash } from "node:crypto";
import { agentIdsNamedBy, decide } from "@partner-telephony/calls";
import type { Agent, CallId, Command, Refusal, Situation } from "@partner-telephony/calls";
import type { Queryable } from "../store/database.ts";
import { readIdempotentAnswer, storeIdempotentAnswer } from "../store/statements/idempotent-answers.ts";
import { readAgent } from "../store/statements/read-agent.ts";
import { readCall } from "../store/statements/read-call.ts";
import { agentView } from "../views/agent-view.ts";
import { readNames } from "../views/names.ts";
import { decideAndStore, Refused } from "./decide-and-store.ts";
import type { Dependencies } from "./dependencies.ts";
import type { CommandStored, Engine, Origin } from "./engine.ts";
import { Conflict } from "./lock-state.ts";

/** The same Idempotency-Key came with another command: the sender's mistake, nothing has been done (422). */
export class IdempotencyKeyReused extends Error {
  override readonly name = "IdempotencyKeyReused";
  readonly code = "idempotency.key-reused";
}

export function commands(deps: Dependencies): Engine["command"] {
  return async (tenant, command, origin, work) => {
    try {
      const callId = await callOf(deps.database, tenant, command);
      return await decideAndStore<CommandStored>(deps, {
        tenant,
        traceparent: origin.traceparent,
        callId,
        agentIds: agentIdsNamedBy(command),
        decide: async (situation, tx) => {
          const known = await answered(tx, tenant, command, origin);
          if (known !== null) return { answer: known };
          if (isSuperseded(situation, command, origin)) return supersededRefusal(situation, command);
          if (callId !== (await callOf(tx, tenant, command, situation))) throw new Conflict();
          await work?.(tx);
          return decide(situation, command, deps.now(), deps.newId, deps.policy);
        },
        end: async (after, outcome, tx) => {
          const pending = outcome.requests.length > 0;
          const answer = await storedAnswer(deps, tx, tenant, command, after, pending);
          await keepAnswer(deps, tx, tenant, command, origin, answer);
          return answer;
        },
      });
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  };
}

/** An agent's choice of presence may end the after conversation work of a call, or its offer: that call has to be looked at too. */
async function callOf(db: Queryable, tenant: string, command: Command, locked?: Situation): Promise<CallId | null> {
  if ("callId" in command) return command.callId;
  if (command.type !== "setPresence") return null;
  const { agentId } = command;
  const agent: Agent | null =
    locked === undefined ? await readAgent(db, tenant, agentId) : (locked.agents[agentId] ?? null);
  if (!command.presence.hasChannels) return agent?.offeredCallId ?? null;
  for (const callId of agent?.occupyingCallIds ?? []) {
    const call = await readCall(db, tenant, callId);
    if (call?.agents[agentId]?.state === "afterConversationWork") return callId;
  }
  return null;
}

function isSuperseded(situation: Situation, command: Command, origin: Origin): boolean {
  if (origin.epoch === undefined || origin.epoch === null) return false;
  return situation.agents[command.agentId]?.lease?.epoch !== origin.epoch;
}

function supersededRefusal(situation: Situation, command: Command): Refusal {
  const epoch = situation.agents[command.agentId]?.lastEpoch ?? 0;
  return { refused: true, code: "session.superseded", detail: { epoch } };
}

async function storedAnswer(
  deps: Dependencies,
  tx: Queryable,
  tenant: string,
  command: Command,
  after: Situation,
  pending: boolean,
): Promise<CommandStored> {
  const agent = after.agents[command.agentId];
  const names = agent === undefined ? null : await readNames(tx, tenant, [], [agent]);
  return {
    refused: false,
    pending,
    callVersion: after.call?.version ?? 0,
    agent: agent === undefined || names === null ? null : agentView(agent, names, deps.now()),
    epoch: command.type === "takeLease" ? (agent?.lease?.epoch ?? null) : null,
  };
}

const scopeOf = (command: Command): string => `command:${command.agentId}`;

/** A repeat brings a new requestId (it is made at the edge for each arrival) but is otherwise the same command. */
function fingerprintOf(command: Command): string {
  const { requestId: _requestId, ...rest } = { requestId: null, ...command };
  const sorted = Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("base64url");
}

/** Under the agent's lock, which all commands of this scope share: no second one can be under way. */
async function answered(
  tx: Queryable,
  tenant: string,
  command: Command,
  { idempotencyKey }: Origin,
): Promise<CommandStored | null> {
  if (idempotencyKey === null) return null;
  const known = await readIdempotentAnswer<CommandStored>(tx, tenant, scopeOf(command), idempotencyKey);
  if (known === null) return null;
  if (known.fingerprint !== fingerprintOf(command)) {
    throw new IdempotencyKeyReused(
      "This Idempotency-Key came with another command before. Use a new key for a new command.",
    );
  }
  return known.answer;
}

async function keepAnswer(
  deps: Dependencies,
  tx: Queryable,
  tenant: string,
  command: Command,
  { idempotencyKey }: Origin,
  answer: CommandStored,
): Promise<void> {
  if (idempotencyKey === null) return;
  const kept = { fingerprint: fingerprintOf(command), answer };
  const stored = await storeIdempotentAnswer(tx, tenant, scopeOf(command), idempotencyKey, kept, deps.now());
  if (!stored) throw new Conflict();
}
