import { ApexFailure, NotCallable, type PageCall, type Plain } from "@partner-telephony/apex-runner/hosting";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { HostedApex } from "../apex/hosted-apex.ts";
import { ApexRequest } from "../console-contract.ts";
import { requireUser, type Org } from "../org/org.ts";
import { ApexFault, OrgFault } from "./fault.ts";

const MethodParameter = z.object({ method: z.string().regex(/^[A-Za-z]\w*\.[A-Za-z]\w*$/, "must be Class.method") });

/** What `@salesforce/apex/Class.method` of the package's components calls. @param apex null: no Apex is hosted */
export function registerApexRoutes(app: FastifyInstance, org: Org, apex: HostedApex | null): void {
  app.post("/console/apex/:method", async (request) => {
    const { method } = MethodParameter.parse(request.params);
    const { user, parameters } = ApexRequest.parse(request.body);
    const asking = requireUser(org, user);
    const [className, name] = method.split(".") as [string, string];
    const call: PageCall = { kind: "aura", className, method: name, parameters: parameters as Record<string, Plain> };
    if (apex === null) throw apexNotHosted(method);
    return { result: await apex.call(call, asking).catch(asFault) };
  });
}

function asFault(error: Error): never {
  if (error instanceof ApexFailure) throw new ApexFault(error.message, error.body);
  if (error instanceof NotCallable) throw new OrgFault("apex.not-callable", error.message);
  throw error;
}

export const apexNotHosted = (asked: string): OrgFault =>
  new OrgFault(
    "apex.not-hosted",
    `This stand-in hosts no Apex, so ${asked} has no answer. PT_LOCAL_ORG_APEX names the folder of the package's source.`,
  );
