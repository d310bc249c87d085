import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { OrgFault } from "../http/fault.ts";
import { requireCallCenter, type Org } from "../org/org.ts";
import {
  addUsers,
  CustomConfigRequest,
  importContactCenter,
  removeUser,
  setCustomConfig,
  UsersRequest,
  viewContactCenter,
} from "./contact-centers.ts";
import { CertificateName, createCertificate } from "./own-certificates.ts";
import { putTrustedUrl, removeTrustedUrl, TrustedUrlName, TrustedUrlRequest } from "./trusted-urls.ts";
import { vendorInfoApiName } from "./vendor-info.ts";

const ReplaceQuery = z.object({ replace: z.enum(["true", "false"]).default("false") });
const NameParameter = z.object({ name: z.string().min(1).max(80) });
const UserParameter = NameParameter.extend({ user: z.string().min(1).max(80) });

/** What the admin does on the Partner Telephony setup pages. @param certificateMade Apex may sign with it from then on */
export function registerSetup(app: FastifyInstance, org: Org, certificateMade: () => Promise<void>): void {
  app.get("/setup/vendor-infos", () => ({
    vendorInfos: org.vendorInfos.map((vendor) => ({ apiName: vendorInfoApiName(vendor), ...vendor })),
  }));
  app.post("/setup/contact-centers", { bodyLimit: 4 * 1_048_576 }, (request, reply) => {
    const { replace } = ReplaceQuery.parse(request.query);
    if (typeof request.body !== "string") {
      throw new OrgFault("request.media-type", "Send the contact center file as application/xml.");
    }
    const { center, created } = importContactCenter(org, request.body, replace === "true");
    return reply.code(created ? 201 : 200).send(viewContactCenter(org, center));
  });
  app.put("/setup/certificates/:name", async (request) => {
    const { name } = z.object({ name: CertificateName }).parse(request.params);
    const { certificate, isNew } = await createCertificate(org, name);
    if (isNew) await certificateMade();
    return { name, certificate };
  });
  app.get("/setup/trusted-urls", () => ({ trustedUrls: org.store.all("TrustedUrl") }));
  app.put("/setup/trusted-urls/:name", (request) => {
    const { name } = z.object({ name: TrustedUrlName }).parse(request.params);
    return putTrustedUrl(org, name, TrustedUrlRequest.parse(request.body));
  });
  app.delete("/setup/trusted-urls/:name", (request) => {
    removeTrustedUrl(org, NameParameter.parse(request.params).name);
    return { done: true };
  });
  app.get("/setup/contact-centers/:name", (request) => {
    const center = requireCallCenter(org, NameParameter.parse(request.params).name);
    return { ...viewContactCenter(org, center), sections: center.sections, customConfig: center.customConfig };
  });
  app.post("/setup/contact-centers/:name/users", (request) => {
    const { name } = NameParameter.parse(request.params);
    return viewContactCenter(org, addUsers(org, name, UsersRequest.parse(request.body).users));
  });
  app.delete("/setup/contact-centers/:name/users/:user", (request) => {
    const { name, user } = UserParameter.parse(request.params);
    return viewContactCenter(org, removeUser(org, name, user));
  });
  app.put("/setup/contact-centers/:name/custom-config", (request) => {
    const { name } = NameParameter.parse(request.params);
    const { fields } = CustomConfigRequest.parse(request.body);
    return { customConfig: setCustomConfig(org, name, fields).customConfig };
  });
}
