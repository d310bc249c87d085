import { z } from "zod";
import { OrgFault } from "../http/fault.ts";
import type { Org } from "../org/org.ts";
import type { TrustedUrl } from "../org/tables.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** https everywhere; http only on this computer, where the practice server is. A host may begin with `*.`. */
function isTrustable(text: string): boolean {
  const url = URL.parse(text.replace("://*.", "://any."));
  if (url === null || url.pathname !== "/" || url.search !== "" || url.hash !== "" || url.username !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
}

/** Setup, Trusted URLs (Salesforce Help, Manage Trusted URLs): what a page of the org may load from elsewhere, by CSP directive. */
export const TrustedUrlRequest = z.strictObject({
  url: z
    .string()
    .max(255)
    .refine(isTrustable, "must be https://host[:port], or http on this computer; no path")
    .transform((text) => text.replace(/\/$/, "")),
  directives: z
    .array(z.enum(["connect-src", "font-src", "frame-src", "img-src", "media-src", "style-src"]))
    .min(1, "must name a CSP directive"),
  isActive: z.boolean().default(true),
});
export type TrustedUrlRequest = z.output<typeof TrustedUrlRequest>;

export const TrustedUrlName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/, "must be a developer name: letters, digits, underscore");

export function putTrustedUrl(org: Org, name: string, request: TrustedUrlRequest): TrustedUrl {
  return org.store.write((write) => {
    const known = org.store.find("TrustedUrl", (row) => row.name === name);
    const record: TrustedUrl = { Id: known?.Id ?? write.nextId("TrustedUrl"), name, ...request };
    write.put("TrustedUrl", record);
    return record;
  });
}

export function removeTrustedUrl(org: Org, name: string): void {
  const known = org.store.find("TrustedUrl", (row) => row.name === name);
  if (known === undefined) throw new OrgFault("record.not-found", `The org has no Trusted URL ${name}.`);
  org.store.write((write) => write.remove("TrustedUrl", known.Id));
}

/** Where a page may load audio from. A page that is open keeps what it was loaded with. */
export const trustedForMedia = (org: Org): string[] =>
  org.store
    .all("TrustedUrl")
    .filter(({ isActive, directives }) => isActive && directives.includes("media-src"))
    .map(({ url }) => url);
