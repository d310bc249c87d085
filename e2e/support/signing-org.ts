import { randomUUID } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { loopbackFetch } from "../../scripts/start/loopback-fetch.ts";
import type { Product } from "../../scripts/start/product.ts";
import { contactCenterXml } from "../../scripts/vendor/contact-center-xml.ts";
import { hostVisualforce } from "./visualforce.ts";

/** Names that an admin gives in Certificate and Key Management and in Named Credentials. */
const CERTIFICATE = "Voice";
const CREDENTIAL = "VoiceApi";

/** Parts of the stand-in org's definition: what the package finds in an org that signs. */
export const signingDefinition = (contactCenter: string) => ({
  namedCredentials: [{ name: CREDENTIAL }],
  records: [
    {
      object: "PartnerTelephonyConfig__c",
      fields: {
        ContactCenterName__c: contactCenter,
        Signer__c: "org",
        CertificateName__c: CERTIFICATE,
        VoiceApiCredential__c: CREDENTIAL,
      },
    },
  ],
});

/** A request that a page has carried to the package's Apex, and the status that Apex gave it. */
export interface Carried {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** What an admin does where the org signs: the org's own certificate for the contact center, and the provider told of it. */
export async function letTheOrgSign(product: Product): Promise<void> {
  const { vendor, addresses, orgId } = product;
  const { internalName, displayName } = vendor.contactCenter;
  const center = `${addresses.server}/v1/contact-centers/${orgId}/${internalName}`;
  await ask(product, "PUT", center, { displayName, scrtUrl: addresses.org, signer: "org" });
  const made = await ask(product, "PUT", `${addresses.org}/setup/certificates/${CERTIFICATE}`);
  const { certificate } = made as { certificate: string };
  const setup = `${addresses.org}/setup/contact-centers`;
  await ask(product, "POST", `${setup}?replace=true`, contactCenterXml(vendor, vendor.vendors[0]!, certificate));
  await ask(product, "POST", `${setup}/${internalName}/users`, { users: product.usernames });
  // The stand-in compiles its Apex at the first call, which takes longer than a ringing call may wait.
  await remote(product, product.usernames[0]!, {
    action: "VoiceCallCourier",
    method: "carry",
    data: ["", "", null, null],
  });
}

/**
 * Puts the package's own pages in the place of the hosted ones. Their remote actions are answered by the package's Apex, in the
 * name of the user whose browser this is; what they carry is added to `carried`. Answers how to end it.
 */
export async function openPackagedPages(
  context: BrowserContext,
  product: Product,
  username: string,
  carried: Carried[],
): Promise<() => void> {
  const { pages: origin, server: serverUrl } = product.addresses;
  const pages = { "/connector/": "PartnerTelephonyConnector", "/login/": "PartnerTelephonyLogin" };
  const end = await hostVisualforce(context, origin, { pages, serverUrl });
  await context.route(`${origin}/apexremote`, async (route) => {
    const call = route.request().postDataJSON() as RemoteCall;
    const answers = await remote(product, username, call);
    const [method, path] = call.data;
    carried.push({ method: String(method), path: String(path), status: answers[0]?.result?.status ?? 0 });
    await route.fulfill({ json: answers });
  });
  return end;
}

interface RemoteCall {
  readonly action: string;
  readonly method: string;
  readonly data: readonly (string | null)[];
}

type RemoteAnswer = { readonly result?: { readonly status: number } };

async function remote(product: Product, username: string, call: RemoteCall): Promise<RemoteAnswer[]> {
  const url = `${product.addresses.org}/apexremote?user=${encodeURIComponent(username)}`;
  return (await ask(product, "POST", url, { ...call, type: "rpc", tid: 1, ctx: {} })) as RemoteAnswer[];
}

async function ask(product: Product, method: string, url: string, body?: string | object): Promise<unknown> {
  const isXml = typeof body === "string";
  const answer = await loopbackFetch(url, {
    method,
    headers: {
      authorization: `Bearer ${product.installation.managementCredential}`,
      ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
      ...(body === undefined ? {} : { "content-type": isXml ? "text/xml" : "application/json" }),
    },
    ...(body === undefined ? {} : { body: isXml ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text}`);
  return text === "" ? null : (JSON.parse(text) as unknown);
}
