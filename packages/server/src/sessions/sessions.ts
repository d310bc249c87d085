import { randomUUID } from "node:crypto";
import type { SessionProof, SessionView } from "@partner-telephony/api";
import type { AgentId } from "@partner-telephony/calls";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Database, Queryable } from "../store/database.ts";
import { findAgentProfile, type AgentProfile } from "../tenants/sql/find-agent-profile.ts";
import { splitTenantId, tenantIdOf } from "../tenants/tenant-id.ts";
import { beginAttempt } from "./attempts.ts";
import { checkPassword } from "./password.ts";
import { endSession } from "./sql/end-session.ts";
import { findToken, type TokenFound } from "./sql/find-token.ts";
import { insertSession } from "./sql/insert-session.ts";
import { insertToken } from "./sql/insert-token.ts";
import { useToken } from "./sql/use-token.ts";
import { BEARER_MS, newToken, REFRESH_LEEWAY_MS, REFRESH_MS, tokenHash } from "./token.ts";

/** Who a bearer stands for. */
export interface AgentSession {
  readonly tenant: TenantId;
  readonly sessionId: string;
  readonly agentId: AgentId;
  readonly supervisor: boolean;
  readonly expiresAt: number;
}

export interface Proven extends AgentProfile {
  readonly tenant: TenantId;
}

export interface SessionGiven {
  readonly view: SessionView;
  readonly refreshToken: string;
  /** Refreshing does not prolong it: 12 h after the log-in the agent logs in again. */
  readonly refreshUntil: number;
}

/**
 * Tenant and agent come from the proof. Unknown contact center, unknown username and wrong password look the same.
 * @throws ProblemError `sessions.wrong-proof`, `sessions.too-many-attempts`
 */
export async function checkProof(
  db: Database,
  secretKey: Buffer,
  proof: SessionProof,
  from: { readonly address: string; readonly now: number },
): Promise<Proven> {
  const tenant = tenantIdOf(proof.orgId, proof.contactCenter);
  const who = { tenant, username: proof.username, address: from.address };
  const attempt = await beginAttempt(db, secretKey, who, from.now);
  const profile = await findAgentProfile(db, tenant, proof.username);
  const right = await checkPassword(proof.password, profile?.password_hash ?? null);
  if (!right || profile === null) throw new ProblemError("sessions.wrong-proof");
  await attempt.succeeded();
  return { ...profile, tenant };
}

export async function openSession(tx: Queryable, agent: Proven, now: number): Promise<SessionGiven> {
  const sessionId = randomUUID();
  await insertSession(tx, agent.tenant, sessionId, agent.agent_id, now);
  return giveTokens(tx, { ...agent, tenant_id: agent.tenant, session_id: sessionId }, now, now + REFRESH_MS);
}

async function giveTokens(
  tx: Queryable,
  of: Pick<TokenFound, "tenant_id" | "session_id" | "agent_id" | "username" | "display_name">,
  now: number,
  refreshUntil: number,
): Promise<SessionGiven> {
  const bearer = newToken();
  const refreshToken = newToken();
  const expiresAt = now + BEARER_MS;
  const sessionId = of.session_id;
  await insertToken(tx, of.tenant_id, { hash: tokenHash(bearer), sessionId, kind: "bearer", expiresAt });
  const refresh = { hash: tokenHash(refreshToken), sessionId, kind: "refresh", expiresAt: refreshUntil } as const;
  await insertToken(tx, of.tenant_id, refresh);
  const view = { sessionId, bearer, expiresAt, agentId: of.agent_id, ...splitTenantId(of.tenant_id) };
  return { view: { ...view, username: of.username, displayName: of.display_name }, refreshToken, refreshUntil };
}

/**
 * One use per refresh token. A second use after the leeway means that it was copied: the session ends for both.
 * Null: reused, and the session is now ended; the caller lets the transaction stand before it answers 401.
 * @throws ProblemError `sessions.refresh-invalid`
 */
export async function refreshSession(tx: Queryable, refreshToken: string, now: number): Promise<SessionGiven | null> {
  const hash = tokenHash(refreshToken);
  const found = await findToken(tx, "refresh", hash, true);
  if (found === null || found.ended_at !== null || found.expires_at.getTime() <= now) {
    throw new ProblemError("sessions.refresh-invalid");
  }
  if (found.used_at !== null && now - found.used_at.getTime() > REFRESH_LEEWAY_MS) {
    await endSession(tx, found.tenant_id, found.session_id, "refresh-reused", now);
    return null;
  }
  await useToken(tx, found.tenant_id, hash, now);
  return giveTokens(tx, found, now, found.expires_at.getTime());
}

/** @throws ProblemError `session.invalid`, `session.expired` */
export async function readBearer(db: Queryable, bearer: string, now: number): Promise<AgentSession> {
  const found = await findToken(db, "bearer", tokenHash(bearer));
  if (found === null || found.ended_at !== null) throw new ProblemError("session.invalid");
  if (found.expires_at.getTime() <= now) throw new ProblemError("session.expired");
  return {
    tenant: found.tenant_id,
    sessionId: found.session_id,
    agentId: found.agent_id,
    supervisor: found.supervisor,
    expiresAt: found.expires_at.getTime(),
  };
}
