/**
 * How sure we are: a public source states it; we saw it on the published library; or neither, and it waits for an org
 * (docs/unconfirmed.md).
 */
export type Status = "confirmed-by-source" | "observed" | "unconfirmed";

export interface Fact {
  /** Unique over the whole package. */
  readonly id: string;
  readonly source: string;
  readonly status: Status;
}

/** Public sources, named once. */
export const sources = {
  guide: "Service Cloud Voice for Partner Telephony Developer Guide, version 60.0",
  voiceGuide: "Voice Implementation Guide",
  voiceGuide248: "Voice Implementation Guide, release 248, Org Limits",
  voiceGuide260: "Voice Implementation Guide, release 260",
  library3: "@salesforce/scv-connector-base 3.6.2, src/main",
  library4: "scv-connector-base 4.8.10, src/main",
  libraries: "@salesforce/scv-connector-base 3.6.2 and scv-connector-base 4.8.10, src/main/baseConnector.js",
  lambdas: "ServiceCloudVoiceLambdas, Salesforce's own client",
  objectReference: "Object Reference, API 66",
  connect: "Connect REST API Developer Guide",
} as const;
