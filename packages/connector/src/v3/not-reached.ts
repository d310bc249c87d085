import type { ConnectorErrorCode } from "../core/connector-error.ts";
import type { CallPicture, Ending } from "../core/picture.ts";

type Reason = NonNullable<Ending["notReached"]>;

/** Why a dialed customer was not reached, as the agent reads it. Of what is not here Salesforce's own text says all there is. */
const SAID: Readonly<Partial<Record<Reason, ConnectorErrorCode>>> = {
  busy: "customer.busy",
  noAnswer: "customer.no-answer",
  missed: "customer.no-answer",
  declined: "customer.declined",
  notReachable: "customer.not-reachable",
  numberUnknown: "customer.number-unknown",
};

/**
 * The guide has no field for it: `reason` is `ended` or `error` and `agentStatus` says only whose fault it was (chapter 12,
 * "Handling Missed Calls and Call Errors"). A custom error may be shown at any time (chapter 8, "Customize Error Messages").
 */
export function notReachedCode({ ending }: CallPicture): ConnectorErrorCode | null {
  return (ending?.notReached && SAID[ending.notReached]) ?? null;
}
