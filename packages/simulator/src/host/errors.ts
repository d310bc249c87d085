/** What the host refuses or cannot do by itself. Answers of server and switch pass through as they are. Codes are stable. */
const table = {
  "host.unknown": [421, "Unknown host name", "Open the page by the address that npm start prints."],
  "origin.refused": [403, "Not from this page", "Only the simulator page itself may ask here."],
  "body.malformed": [400, "The body is not JSON", "Send one JSON object with content-type application/json."],
  "body.too-large": [413, "The body is too large", "A request of the simulator has at most 64 KB."],
  "body.media-type": [415, "The body is not JSON", "Send content-type application/json."],
  "path.malformed": [400, "Malformed path", "The path could not be decoded. Check its percent-encoding."],
  "route.unknown": [404, "There is nothing here", "The pages are /simulator/, /connector/ and /login/."],
  "page.not-built": [404, "The page has not been built", "Run npm start, which builds what is missing, and reload."],
  "switch.unreachable": [
    502,
    "The practice switch does not answer",
    "Check that it runs: npm start starts it; PT_SWITCH_URL says where the pages look for it.",
  ],
  "server.unreachable": [
    502,
    "The integration server does not answer",
    "Check that it runs: npm start starts it; PT_SERVER_URL says where the pages look for it.",
  ],
  "switch.credential-refused": [
    502,
    "The practice switch refuses this page",
    "Give the pages and the switch the same PT_OPERATOR_CREDENTIAL and start both again.",
  ],
  "server.credential-refused": [
    502,
    "The integration server refuses this page",
    "Give the pages and the server the same PT_OPERATOR_CREDENTIAL and start both again.",
  ],
  "host.failing": [500, "The pages' host has failed", "Read its output, and start it again."],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ErrorCode = keyof typeof table;

export class HostError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  constructor(code: ErrorCode) {
    const [status, title, detail] = table[code];
    super(detail);
    this.code = code;
    this.status = status;
    this.title = title;
  }
}
