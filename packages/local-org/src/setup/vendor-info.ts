import { z } from "zod";

const url = z.url({ protocol: /^https?$/ });

/** A packaged vendor may name a Visualforce page, which the stand-in does not serve: its contact centers cannot be opened. */
const urlOrPage = z.union([url, z.string().regex(/^\/apex\/[A-Za-z0-9_]+$/)], {
  error: "must be an http(s) URL or /apex/<page>",
});

/** One ConversationVendorInfo record as the package would bring it; element names are those of the metadata type. */
export const VendorInfo = z.strictObject({
  namespace: z
    .string()
    .regex(/^[A-Za-z](?!.*__)[A-Za-z0-9_]{0,13}[A-Za-z0-9]$/)
    .nullable()
    .default(null),
  developerName: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/),
  masterLabel: z.string().min(1).max(80),
  vendorType: z.literal("ServiceCloudVoicePartner").default("ServiceCloudVoicePartner"),
  connectorUrl: urlOrPage,
  customLoginUrl: urlOrPage.optional(),
  bridgeComponent: z.string().max(255).optional(),
  telephonySettingsComponent: z.string().max(255).optional(),
  integrationClass: z.string().max(80).optional(),
  customConfig: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*__c$/)
    .optional(),
  namedCredential: z.string().max(80).optional(),
  /** The `…Supported` elements. */
  capabilities: z.record(z.string().regex(/^[a-z][A-Za-z]*Supported$/), z.boolean()).default({}),
});
export type VendorInfo = z.infer<typeof VendorInfo>;
export const VendorInfos = z.array(VendorInfo).min(1).max(50);

/** `<namespace>__<developer name>`; `c` stands for no namespace (unpackaged, as in a scratch org). */
export function vendorInfoApiName(vendor: VendorInfo): string {
  return `${vendor.namespace ?? "c"}__${vendor.developerName}`;
}
