import { putAgent } from "../../tenants/put-agent.ts";
import { putContactCenter } from "../../tenants/put-contact-center.ts";
import { tenantIdOf } from "../../tenants/tenant-id.ts";
import type { TenantId } from "../../engine/engine.ts";
import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { ProblemError } from "../problem-error.ts";

/** A credential scoped to one contact center does not learn which others there are. */
function requireOwn(asker: { readonly tenant: TenantId | null }, params: Readonly<Record<string, string>>): TenantId {
  const tenant = tenantIdOf(params["orgId"] as string, params["contactCenter"] as string);
  if (asker.tenant !== null && asker.tenant !== tenant) throw new ProblemError("contact-center.unknown");
  return tenant;
}

export function managementHandlers(deps: EdgeDeps) {
  return {
    async getSigningCertificate(_: Ask<"getSigningCertificate">): Promise<Answer> {
      const { certificate, notBefore, expiresAt, fingerprint } = deps.signingKey;
      return { body: { certificate, notBefore, expiresAt, fingerprint } };
    },

    async putContactCenter({ asker, params, body }: Ask<"putContactCenter">): Promise<Answer> {
      requireOwn(asker, params);
      const { orgId, contactCenter } = params as { orgId: string; contactCenter: string };
      const stored = await putContactCenter(deps.db, orgId, contactCenter, body, deps.now());
      deps.centers.forget();
      return { body: stored };
    },

    async putAgent({ asker, params, body, origin }: Ask<"putAgent">): Promise<Answer> {
      const tenant = requireOwn(asker, params);
      const from = { traceparent: origin.traceparent, now: deps.now() };
      return { body: await putAgent(deps.db, deps.engine, tenant, params["username"] as string, body, from) };
    },
  };
}
