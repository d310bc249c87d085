import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { ApexRequest } from "../console-contract.ts";
import { requireUser, type Org } from "../org/org.ts";
import type { User } from "../org/tables.ts";
import { OrgFault } from "./fault.ts";

/** Runs an @AuraEnabled method in the name of a user; rejects with the Apex exception's text. */
export type RunApex = (
  method: { readonly className: string; readonly name: string },
  parameters: Readonly<Record<string, unknown>>,
  user: User,
) => Promise<unknown>;

const MethodParameter = z.object({ method: z.string().regex(/^[A-Za-z]\w*\.[A-Za-z]\w*$/, "must be Class.method") });

/** What `@salesforce/apex/Class.method` of the package's components calls. @param run null: no Apex is hosted */
export function registerApexRoutes(app: FastifyInstance, org: Org, run: RunApex | null): void {
  app.post("/console/apex/:method", async (request) => {
    const { method } = MethodParameter.parse(request.params);
    const { user, parameters } = ApexRequest.parse(request.body);
    const asking = requireUser(org, user);
    if (run === null)
      throw new OrgFault("apex.not-hosted", `This stand-in hosts no Apex for components, so ${method} has no answer.`);
    const [className, name] = method.split(".") as [string, string];
    return { result: (await run({ className, name }, parameters, asking).catch(asFault)) ?? null };
  });
}

function asFault(error: Error): never {
  throw new OrgFault("apex.failed", error.message);
}
