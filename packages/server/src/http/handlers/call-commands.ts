import type { CallCommandBody } from "@partner-telephony/api";
import type { CallCommand } from "@partner-telephony/calls";
import { settingsForCall } from "../../agent-settings/agent-settings.ts";
import type { Queryable } from "../../store/database.ts";
import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { ProblemError, refusalProblem } from "../problem-error.ts";
import { resolveDestination } from "./destination.ts";

type Work = (tx: Queryable) => Promise<void>;
type Prepared = { readonly command: CallCommand; readonly work?: Work };
type Agent = Ask<"commandCall">["asker"];

const FOR_SUPERVISORS = new Set<CallCommandBody["type"]>(["listenIn", "bargeIn"]);

/** `partyId` and `digitsId` take the command's id: a repeat means the same party and the same digits. */
async function prepare(
  deps: EdgeDeps,
  asker: Agent,
  callId: string,
  commandId: string,
  body: CallCommandBody,
): Promise<Prepared> {
  const who = { callId, agentId: asker.agentId, requestId: commandId };
  if (body.type === "sendDigits") {
    const { digits, ...rest } = body;
    const work: Work = (tx) => deps.engine.addDigits(asker.tenant, { digitsId: commandId, digits }, tx);
    return { command: { ...who, ...rest, digitsId: commandId }, work };
  }
  if (body.type === "addParticipant" || body.type === "blindTransfer") {
    const { to, ...more } = await resolveDestination(deps, asker.tenant, body.to, commandId);
    return { command: { ...who, ...body, to }, ...more };
  }
  return { command: { ...who, ...body } };
}

async function send(deps: EdgeDeps, ask: Ask<"commandCall" | "dial">, commandId: string, { command, work }: Prepared) {
  const origin = { ...ask.origin, idempotencyKey: commandId };
  const stored = await deps.engine.command(ask.asker.tenant, command, origin, work);
  if (stored.refused) throw refusalProblem(stored, origin.epoch);
  return { body: { requestId: commandId, pending: stored.pending, callVersion: stored.callVersion } };
}

const whose = ({ tenant, agentId }: Agent) => ({ tenant, scope: `agent:${agentId}` });

export function sendCallCommand(deps: EdgeDeps, ask: Ask<"commandCall">): Promise<Answer> {
  const { asker, body, params } = ask;
  if (FOR_SUPERVISORS.has(body.type) && !asker.supervisor) throw new ProblemError("session.not-supervisor");
  return ask.onceByEngine(whose(asker), async (commandId) =>
    send(
      deps,
      ask as Ask<"commandCall" | "dial">,
      commandId,
      await prepare(deps, asker, params["callId"] as string, commandId, body),
    ),
  );
}

export function sendDial(deps: EdgeDeps, ask: Ask<"dial">): Promise<Answer> {
  const { asker, body } = ask;
  return ask.onceByEngine(whose(asker), async (commandId) => {
    const { callerId, queueId } = await settingsForCall(deps.db, asker.tenant, asker.agentId);
    const { to, work } = await resolveDestination(deps, asker.tenant, body.to, commandId, callerId);
    const { extension, ...dialed } = body;
    const own = { type: "dial", agentId: asker.agentId, requestId: commandId, to, queueId } as const;
    const command: CallCommand = {
      ...dialed,
      ...own,
      ...(extension !== undefined && { extensionDigitsId: commandId }),
    };
    const keep: Work = async (tx) => {
      await work?.(tx);
      if (extension !== undefined)
        await deps.engine.addDigits(asker.tenant, { digitsId: commandId, digits: extension }, tx);
    };
    return send(deps, ask as Ask<"commandCall" | "dial">, commandId, { command, work: keep });
  });
}
