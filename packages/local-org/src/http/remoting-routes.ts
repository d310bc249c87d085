import { ApexFailure, NotCallable } from "@partner-telephony/apex-runner/hosting";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { HostedApex } from "../apex/hosted-apex.ts";
import { requireUser, type Org } from "../org/org.ts";
import type { User } from "../org/tables.ts";
import { apexNotHosted } from "./apex-routes.ts";

/** One call as the platform's own script sends it; `ctx` (page, token, version) is not looked at. */
const RemoteCall = z.looseObject({
  action: z.string().regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/, "must be a class"),
  method: z.string().regex(/^[A-Za-z]\w*$/, "must be a method"),
  data: z.array(z.json()).nullish(),
  tid: z.number().int(),
  type: z.literal("rpc"),
});
type RemoteCall = z.infer<typeof RemoteCall>;
const RemotingRequest = z.union([RemoteCall.transform((call) => [call]), z.array(RemoteCall).min(1).max(100)]);
const UserQuery = z.object({ user: z.string().min(1).max(80) });

/**
 * JavaScript remoting of Visualforce pages: `@RemoteAction` methods. An exception is an answer with status 200, as from the
 * platform. Nobody is logged in here: the page names its user in the address.
 */
export function registerRemoting(app: FastifyInstance, org: Org, apex: HostedApex | null): void {
  app.post("/apexremote", async (request) => {
    const user = requireUser(org, UserQuery.parse(request.query).user);
    const calls = RemotingRequest.parse(request.body);
    if (apex === null) throw apexNotHosted(calls.map(({ action, method }) => `${action}.${method}`).join(", "));
    return Promise.all(calls.map((call) => answerTo(call, apex, user)));
  });
}

async function answerTo(call: RemoteCall, apex: HostedApex, user: User): Promise<object> {
  const { action, method, tid } = call;
  const answer = { tid, ref: false, action, method };
  try {
    const remote = { kind: "remote", className: action, method, arguments: call.data ?? [] } as const;
    return { statusCode: 200, type: "rpc", ...answer, result: await apex.call(remote, user) };
  } catch (error) {
    if (!(error instanceof ApexFailure) && !(error instanceof NotCallable)) throw error;
    const message = (error instanceof ApexFailure ? error.body.message : null) ?? error.message;
    const where = error instanceof ApexFailure ? error.stackTrace : "";
    return { statusCode: 400, type: "exception", ...answer, message, where, data: null, vfTx: true, vfDbg: true };
  }
}
