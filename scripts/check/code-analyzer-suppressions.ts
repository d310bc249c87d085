import type { Suppression } from "./code-analyzer.ts";

const config = "objects/PartnerTelephonyConfig__c/fields";

/** Findings of Code Analyzer that are none. Each goes into the false-positive document of the security review. */
export const suppressions: readonly Suppression[] = [
  {
    rule: "ApexSuggestUsingNamedCred",
    path: "voice-api/classes/VoiceApi.cls",
    why: "The request does go through a named credential. The header carries a token of three minutes that the org's own certificate signs for this one request; no named credential can make it, because its subject and audience differ by contact center.",
  },
  {
    rule: "ProtectSensitiveData",
    path: `${config}/CertificateName__c.field-meta.xml`,
    why: "Holds the developer name of a certificate, never a key; the private key cannot leave Certificate and Key Management.",
  },
  {
    rule: "ProtectSensitiveData",
    path: `${config}/Signer__c.field-meta.xml`,
    why: "A picklist of two words, server and org.",
  },
  {
    rule: "ProtectSensitiveData",
    path: `${config}/VoiceApiCredential__c.field-meta.xml`,
    why: "Holds the developer name of a named credential without any secret; its principal has no parameters.",
  },
  {
    rule: "ProtectSensitiveData",
    path: "objects/PreviewCall__c/fields/VendorCallKey__c.field-meta.xml",
    why: "Names a call, as Salesforce's own field VoiceCall.VendorCallKey does; it opens nothing.",
  },
];
