import { randomUUID } from "node:crypto";
import type { AgentBody } from "@partner-telephony/api";
import { type AgentCreated } from "@partner-telephony/api";
import type { z } from "zod";
import type { Engine, TenantId } from "../engine/engine.ts";
import { ProblemError, refusalProblem } from "../http/problem-error.ts";
import { hashPassword } from "../sessions/password.ts";
import type { Database } from "../store/database.ts";
import { findContactCenter } from "./sql/find-contact-center.ts";
import { putAgentProfile } from "./sql/put-agent-profile.ts";

/**
 * Creates an agent or changes it: a username keeps its AgentId for good.
 * @throws ProblemError `contact-center.unknown`
 */
export async function putAgent(
  db: Database,
  engine: Engine,
  tenant: TenantId,
  username: string,
  body: z.output<typeof AgentBody>,
  origin: { traceparent: string | null; now: number },
): Promise<z.output<typeof AgentCreated>> {
  if ((await findContactCenter(db, tenant)) === null) throw new ProblemError("contact-center.unknown");
  const passwordHash = body.password === null ? null : await hashPassword(body.password);
  const { displayName, supervisor, salesforceUserId } = body;
  const given = { username, displayName, passwordHash, supervisor, salesforceUserId };
  const row = await db.transaction(async (tx) => {
    const stored = await putAgentProfile(tx, tenant, { ...given, agentId: randomUUID() }, origin.now);
    if (stored.created) await engine.addAgent(tenant, stored.agent_id, body.capacity, tx);
    return stored;
  });
  if (!row.created) {
    const command = { type: "setCapacity", agentId: row.agent_id, capacity: body.capacity } as const;
    const answer = await engine.command(tenant, command, { traceparent: origin.traceparent, idempotencyKey: null });
    if (answer.refused) throw refusalProblem(answer);
  }
  return { agentId: row.agent_id, username: row.username, displayName: body.displayName };
}
