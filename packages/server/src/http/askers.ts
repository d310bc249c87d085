import { WEBHOOK_SIGNATURE, type Principal } from "@partner-telephony/api";
import type { FastifyRequest } from "fastify";
import type { TenantId } from "../engine/engine.ts";
import { readRefreshCookie } from "../sessions/refresh-cookie.ts";
import { readBearer, type AgentSession } from "../sessions/sessions.ts";
import { defaultTenant } from "../tenants/default-tenant.ts";
import { readCredential } from "../tenants/scoped-credential.ts";
import { verifySignature } from "../webhook/signature.ts";
import type { EdgeDeps } from "./deps.ts";
import { ProblemError } from "./problem-error.ts";
import { proveSignedUrl } from "./signed-url.ts";

/** Who asks, proven. The tenant comes from here and from nowhere else. */
export type Asker =
  | { readonly kind: "none" }
  | ({ readonly kind: "agent" } & AgentSession)
  | { readonly kind: "refreshCookie"; readonly token: string }
  /** Null: of the whole installation. */
  | { readonly kind: "management"; readonly tenant: TenantId | null }
  | { readonly kind: "operator"; readonly tenant: TenantId }
  | { readonly kind: "webhook"; readonly tenant: TenantId }
  | { readonly kind: "signedUrl"; readonly tenant: TenantId };

function bearerOf(request: FastifyRequest): string | null {
  const [, bearer] = /^Bearer +([\x21-\x7e]{1,1024})$/i.exec(request.headers.authorization ?? "") ?? [];
  return bearer ?? null;
}

async function readOperator(deps: EdgeDeps, bearer: string): Promise<Asker | null> {
  const credential = readCredential(deps.secrets.operator, bearer);
  if (credential === null) return null;
  return { kind: "operator", tenant: credential.tenant ?? (await defaultTenant(deps.db, deps.defaultTenant)) };
}

async function readBearerAsker(
  deps: EdgeDeps,
  principals: readonly Principal[],
  bearer: string | null,
): Promise<Asker> {
  const forAgents = principals.includes("agent");
  if (bearer === null) throw new ProblemError(forAgents ? "session.required" : "credential.required");
  const operator = principals.includes("operator") ? await readOperator(deps, bearer) : null;
  if (operator !== null) return operator;
  if (principals.includes("management")) {
    const credential = readCredential(deps.secrets.management, bearer);
    if (credential !== null) return { kind: "management", tenant: credential.tenant };
  }
  if (forAgents) return { kind: "agent", ...(await readBearer(deps.db, bearer, deps.now())) };
  throw new ProblemError("credential.invalid");
}

/**
 * Everybody but the webhook, whose proof is over the body (`proveWebhook`). Runs before the body is read.
 * @throws ProblemError with status 401
 */
export async function proveAsker(
  deps: EdgeDeps,
  principals: readonly Principal[],
  request: FastifyRequest,
): Promise<Asker | null> {
  if (principals.includes("none")) return { kind: "none" };
  if (principals.includes("webhook")) {
    if (!request.headers[WEBHOOK_SIGNATURE]) throw new ProblemError("webhook.signature-missing");
    return null;
  }
  if (principals.includes("signedUrl")) return proveSignedUrl(deps, request);
  if (principals.includes("refreshCookie")) {
    const token = readRefreshCookie(request.headers.cookie);
    if (token === null) throw new ProblemError("sessions.refresh-missing");
    return { kind: "refreshCookie", token };
  }
  return readBearerAsker(deps, principals, bearerOf(request));
}

/** @throws ProblemError `webhook.…`, `tenant.not-chosen` */
export async function proveWebhook(deps: EdgeDeps, request: FastifyRequest, rawBody: Buffer): Promise<Asker> {
  const header = request.headers[WEBHOOK_SIGNATURE];
  const { tenant } = verifySignature(deps.secrets.webhook, header, rawBody, deps.now());
  return { kind: "webhook", tenant: tenant ?? (await deps.centers.defaultTenant()) };
}

/** Name of the scheme by which these prove themselves. */
export function challenge(principals: readonly Principal[]): string {
  if (principals.includes("webhook")) return "PT-Signature";
  if (principals.includes("signedUrl")) return "PT-Signed-URL";
  return principals.includes("refreshCookie") ? "PT-Refresh-Cookie" : "Bearer";
}
