/** What an agent reads when the connector itself says no. The server's own codes come with their own sentence. */
export const SENTENCES = {
  "deadline.passed": "The phone system did not answer in time. Look at the call before you try again.",
  "server.unreachable":
    "The phone server cannot be reached. The connection is restored by itself; try again in a moment.",
  "server.unexpected-answer": "The phone server gave an answer that could not be read. Tell your administrator.",
  "settings.not-readable": "The phone is not set up: settings.json cannot be read. Tell your administrator.",
  "request.failed": "The phone system refused. Look at the call before you try again.",
  "request.pending": "This was asked already and is still under way.",
  "session.required": "You are not logged in to the phone. Log in and try again.",
  "session.superseded": "The phone is used in another tab or window. Use it there, or log in here again.",
  "session.other-contact-center":
    "This browser was logged in to the phone of another contact center. That session was ended. Reload the page and log in.",
  "session.other-agent": "This browser was logged in to the phone as somebody else. Log in with your own user name.",
  "config.invalid": "The contact center's settings are incomplete. Ask your administrator to check the contact center.",
  "call.unknown": "There is no such call any more.",
  "call.ended": "The call has ended already.",
  "call.wrong-state": "The call is not in a state in which this can be done.",
  "customer.busy": "The line is busy. Try again later.",
  "customer.no-answer": "Nobody answered. Try again later.",
  "customer.declined": "The call was declined at the other end.",
  "customer.not-reachable": "The phone at this number cannot be reached now: it is switched off or has no network.",
  "customer.number-unknown": "Nobody can be reached at this number. Check the number.",
  "digits.invalid": "Only the digits 0 to 9, *, # and A to D can be sent.",
  "control.not-available": "This control is not available.",
  "presence.unknown": "This presence status is not known in this org. Choose another one.",
  "number.missing": "There is no number to dial.",
  "phone.number-missing": "A desk phone needs a number.",
} as const;

export type ConnectorErrorCode = keyof typeof SENTENCES;

/** A refusal: `code` is stable, `message` is a sentence that an agent can act on. Neither holds anything personal. */
export class ConnectorError extends Error {
  readonly code: string;
  /** HTTP status when the server said it. */
  readonly status: number | null;

  constructor(code: string, sentence: string, status: number | null = null) {
    super(sentence);
    this.name = "ConnectorError";
    this.code = code;
    this.status = status;
  }
}

export const connectorError = (code: ConnectorErrorCode): ConnectorError => new ConnectorError(code, SENTENCES[code]);

export const codeOf = (error: unknown): string =>
  error instanceof ConnectorError ? error.code : "connector.unexpected";

/** There is nothing left of the call. */
export const isGone = (error: unknown): boolean => ["call.unknown", "call.ended"].includes(codeOf(error));

/** The server does not know who asks: the agent has to log in (again). */
export const isUnauthenticated = (error: unknown): boolean =>
  error instanceof ConnectorError && (error.status === 401 || error.code === "session.required");
