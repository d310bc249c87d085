import type { CustomError } from "@salesforce/scv-connector-base";
import generated from "../vendor.generated.json" with { type: "json" };
import type { Library } from "./library.ts";
import type { Refusal } from "./refusal.ts";

/**
 * Failures that the agent reads in the package's own words (guide, chapter 8, Customize Error Messages): code of the refusal to
 * custom label. The code is the connector's (core/connector-error.ts), the server's (docs/errors.md), or whatever the telephony
 * system refuses with. All others have Salesforce's text for the control.
 */
export const ERROR_LABELS: Readonly<Record<string, string>> = {
  "request.unsupported": "PhoneRequestUnsupported",
  "request.expired": "PhoneNoAnswer",
  "recording.off": "PhoneNotRecorded",
  "server.unreachable": "PhoneServerUnreachable",
  "customer.busy": "PhoneCustomerBusy",
  "customer.no-answer": "PhoneCustomerNoAnswer",
  "customer.declined": "PhoneCustomerDeclined",
  "customer.not-reachable": "PhoneCustomerNotReachable",
  "customer.number-unknown": "PhoneNumberUnknown",
};

/** What the library is to be told: the custom label where there is one, else the refusal as it is. */
export function rejectionOf(library: Library, refusal: Refusal): Refusal | CustomError {
  const labelName = Object.hasOwn(ERROR_LABELS, refusal.code) ? ERROR_LABELS[refusal.code] : undefined;
  if (labelName === undefined || refusal.type !== undefined) return refusal;
  // Salesforce shows no generic text when it does not find the label, so each stands in the package (error-labels.test.ts).
  return new library.CustomError({ labelName, namespace: generated.customErrorNamespace, message: refusal.message });
}
