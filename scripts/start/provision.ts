import { randomUUID } from "node:crypto";
import { contactCenterXml } from "../vendor/contact-center-xml.ts";
import type { Vendor } from "../vendor/vendor.ts";
import type { Installation } from "./installation.ts";
import { loopbackFetch } from "./loopback-fetch.ts";
import type { Addresses, OrgDefinition } from "./product.ts";

/** Numbers of the practice contact center that its agents may show; reserved for examples (North American plan, 555-01xx). */
export const PRACTICE_NUMBERS = ["+14155550100", "+14155550101", "+14155550102"];

interface Provisioning {
  readonly vendor: Vendor;
  readonly installation: Installation;
  readonly addresses: Addresses;
  readonly orgDefinition: OrgDefinition;
}

interface OrgUser {
  readonly Id: string;
  readonly Username: string;
}

/**
 * What an admin does once: take the installation's certificate, import the contact center, add its users on both sides.
 * Each step may be repeated at every start without harm.
 */
export async function provision({ vendor, installation, addresses, orgDefinition }: Provisioning): Promise<void> {
  const { internalName, displayName } = vendor.contactCenter;
  const management = { authorization: `Bearer ${installation.managementCredential}` };
  const { certificate } = (await ask("GET", `${addresses.server}/v1/signing-certificate`, management)) as {
    certificate: string;
  };

  const center = `${addresses.server}/v1/contact-centers/${orgDefinition.organizationId}/${internalName}`;
  await ask("PUT", center, management, {
    displayName,
    scrtUrl: addresses.org,
    signer: vendor.signer,
    queues: orgDefinition.queues.map((queue) => ({ queueId: queue.externalId, name: queue.name })),
    phoneNumbers: PRACTICE_NUMBERS,
  });
  const { users } = (await ask("GET", `${addresses.org}/console/org`, {})) as { users: OrgUser[] };
  for (const user of orgDefinition.users) {
    await ask("PUT", `${center}/agents/${encodeURIComponent(user.username)}`, management, {
      displayName: user.name,
      password: installation.practicePassword,
      supervisor: user.role === "supervisor",
      salesforceUserId: users.find(({ Username }) => Username === user.username)?.Id ?? null,
    });
  }

  const recordings = { url: addresses.server, directives: ["media-src"] };
  await ask("PUT", `${addresses.org}/setup/trusted-urls/PartnerTelephonyRecordings`, {}, recordings);
  const setup = `${addresses.org}/setup/contact-centers`;
  await ask("POST", `${setup}?replace=true`, {}, contactCenterXml(vendor, vendor.vendors[0]!, certificate));
  await ask("POST", `${setup}/${internalName}/users`, {}, { users: orgDefinition.users.map((user) => user.username) });
}

async function ask(
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: string | object,
): Promise<unknown> {
  const isXml = typeof body === "string";
  const answer = await loopbackFetch(url, {
    method,
    headers: {
      ...headers,
      ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
      ...(body === undefined ? {} : { "content-type": isXml ? "text/xml" : "application/json" }),
    },
    ...(body === undefined ? {} : { body: isXml ? body : JSON.stringify(body) }),
  }).catch((error: Error) => {
    throw new Error(`Setting up failed: no answer from ${url} (${error.message}). The logs beside the data tell more.`);
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Setting up failed: ${method} ${url} answered ${answer.status}.\n${text}`);
  return text === "" ? null : JSON.parse(text);
}
