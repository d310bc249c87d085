import type { Endpoint } from "./retry-rules.ts";

/** What can go wrong, in the order a caller meets it. docs/salesforce-voice-api.md shows the same table; a test compares. */
export const errorTable = {
  "salesforce.invalid-body": {
    retryable: false,
    title: "The request was not sent: its body breaks a rule of Salesforce. `fields` names each fault.",
  },
  "salesforce.signing-failed": {
    retryable: true,
    title: "The token could not be signed. Check that the installation's key is present and is an RSA key.",
  },
  "salesforce.package-refused": {
    retryable: true,
    title: "Where the org signs: the package in it did not report. `causeCode` is its code (docs/package.md).",
  },
  "salesforce.aborted": { retryable: false, title: "The caller aborted the request." },
  "salesforce.unreachable": {
    retryable: true,
    title: "Salesforce's voice API could not be reached. Check the origin (scrtUrl), DNS, proxy and TLS.",
  },
  "salesforce.timeout": { retryable: true, title: "Salesforce's voice API did not answer in time." },
  "salesforce.rate-limited": {
    retryable: true,
    title: "Salesforce limits this org: too many calls a second, utterances a second or open conversations.",
  },
  "salesforce.unauthorized": {
    retryable: false,
    title: "Salesforce refused the token. Compare the contact center's certificate, org id and internal name.",
  },
  "salesforce.forbidden": {
    retryable: false,
    title: "Salesforce does not let this contact center use the endpoint. Check licences and capabilities.",
  },
  "salesforce.not-found": { retryable: false, title: "Salesforce knows no call with this id." },
  "salesforce.refused": { retryable: false, title: "Salesforce refused the request." },
  "salesforce.routing-failed": {
    retryable: false,
    title: "The Omni-Channel flow found no agent or queue. Check the flow, its fallback queue and the queue mapping.",
  },
  "salesforce.failed": { retryable: true, title: "Salesforce's voice API failed on its side." },
  "salesforce.malformed-answer": {
    retryable: false,
    title: "Salesforce answered with something that is not the documented answer.",
  },
} as const satisfies Record<string, { readonly retryable: boolean; readonly title: string }>;

export type VoiceApiErrorCode = keyof typeof errorTable;

export interface FieldFault {
  readonly field: string;
  readonly reason: string;
}

export interface VoiceApiErrorFields {
  readonly endpoint: Endpoint;
  /** HTTP status of the last answer; null when there was none. */
  readonly status: number | null;
  /** Requests that were put on the wire, or tried to be. */
  readonly attempts: number;
  /** True when Salesforce may have done what was asked although we got no answer that says so. */
  readonly mayHaveHappened: boolean;
  /** What Salesforce asked us to wait; null when it did not. */
  readonly retryAfterMs: number | null;
  /** Code of the failure below (`ECONNREFUSED`, `CERT_HAS_EXPIRED`, jose's for a key, the package's own); null when there was none. */
  readonly causeCode: string | null;
  /** Salesforce's own words, numbers and addresses blanked, at most 500 characters; null when it gave none. */
  readonly detail: string | null;
  readonly fields: readonly FieldFault[];
}

/**
 * Every failure of this package. Narrow by `code`. Holds no phone number, no token and no key, and has no `cause`: the
 * errors below it may quote any of them.
 */
export class SalesforceVoiceError<Code extends VoiceApiErrorCode = VoiceApiErrorCode>
  extends Error
  implements VoiceApiErrorFields
{
  override readonly name = "SalesforceVoiceError";
  readonly code: Code;
  /** Whether the same request may succeed later. Whether a repeat is safe is the endpoint's rule (retry-rules.ts). */
  readonly retryable: boolean;
  readonly endpoint: Endpoint;
  readonly status: number | null;
  readonly attempts: number;
  readonly mayHaveHappened: boolean;
  readonly retryAfterMs: number | null;
  readonly causeCode: string | null;
  readonly detail: string | null;
  readonly fields: readonly FieldFault[];

  constructor(code: Code, given: Partial<VoiceApiErrorFields> & { readonly endpoint: Endpoint }) {
    super(`${given.endpoint}: ${errorTable[code].title}${given.status == null ? "" : ` (HTTP ${given.status})`}`);
    this.code = code;
    this.retryable = errorTable[code].retryable;
    this.endpoint = given.endpoint;
    this.status = given.status ?? null;
    this.attempts = given.attempts ?? 0;
    this.mayHaveHappened = given.mayHaveHappened ?? false;
    this.retryAfterMs = given.retryAfterMs ?? null;
    this.causeCode = given.causeCode ?? null;
    this.detail = given.detail ?? null;
    this.fields = given.fields ?? [];
  }
}

/** The union to switch over: `error.code` narrows it. */
export type VoiceApiError = { [Code in VoiceApiErrorCode]: SalesforceVoiceError<Code> }[VoiceApiErrorCode];

export function isVoiceApiError(value: unknown): value is VoiceApiError {
  return value instanceof SalesforceVoiceError;
}
