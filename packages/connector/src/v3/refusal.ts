import { codeOf, ConnectorError } from "../core/connector-error.ts";

/** Codes that the library recognises in a rejection's `type`; any other rejection gives the message's default error. */
export type LibraryErrorType =
  | "INVALID_PARAMS"
  | "INVALID_AGENT_STATUS"
  | "INVALID_DESTINATION"
  | "INVALID_PARTICIPANT"
  | "CAN_NOT_UPDATE_PHONE_NUMBER";

/**
 * A rejection for the library. It ends in LOG frames and in the developer console, so it carries
 * our code and our sentence and nothing of what the server or the browser said besides.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly type?: LibraryErrorType;

  constructor(error: unknown, type?: LibraryErrorType) {
    const known = error instanceof ConnectorError ? error : null;
    super(
      known?.message ?? "The connector failed in a way it does not know. Download the log and tell your administrator.",
    );
    this.name = "Refusal";
    this.code = codeOf(error);
    if (type !== undefined) this.type = type;
  }
}
