/** Every refusal over HTTP: status, title and a sentence with what to do. Codes are stable. */
const table = {
  "body.malformed": [400, "The body is not JSON", "Send one JSON object with content-type application/json."],
  "body.invalid": [400, "The body does not fit", "Correct the fields named below."],
  "body.too-large": [413, "The body is too large", "A request to the switch has at most 64 KB."],
  "body.media-type": [415, "The body is not JSON", "Send content-type application/json."],
  "path.malformed": [400, "Malformed path", "The path could not be decoded. Check its percent-encoding."],
  "path.invalid": [400, "The address does not fit", "An id in the address must be a lower-case UUIDv4."],
  "query.invalid": [400, "Query does not fit", "No route of the switch takes anything after a question mark."],
  "request.unsupported": [
    422,
    "Not supported",
    "The switch does not do this. docs/practice-switch.md lists what it does.",
  ],
  "route.unknown": [404, "There is nothing here", "See docs/practice-switch.md for the routes of the practice switch."],
  "credential.missing": [401, "No credential", "Send the header authorization: Bearer <credential>."],
  "credential.wrong": [401, "Wrong credential", "Compare the credential with the switch's settings."],
  "practice.loopback-only": [
    403,
    "Practice routes are closed",
    "They open only when PT_SWITCH_HOST is a loopback address such as 127.0.0.1.",
  ],
  "idempotency.key-missing": [400, "No Idempotency-Key", "Send the header idempotency-key with the requestId."],
  "idempotency.key-mismatch": [400, "Idempotency-Key does not fit", "The header must equal the body's requestId."],
  "idempotency.key-invalid": [400, "Idempotency-Key does not fit", "The header must be a lower-case UUIDv4."],
  "idempotency.key-reused": [409, "Idempotency-Key used before", "The same key came with another body. Use a new one."],
  "call.unknown": [404, "No such call", "The switch has no call with this id. It may have ended before a restart."],
  "speaker.not-connected": [
    409,
    "Nobody to speak",
    "Nobody of this kind is connected on the call, so nobody can speak.",
  ],
  "message.too-large": [
    413,
    "Message is too large",
    "A message has at most 16,384 bytes of JSON. Send less, or where the rest can be had.",
  ],
  "leg.unknown": [404, "No such leg", "The switch has no leg with this id. It may have ended before a restart."],
  "leg.gone": [409, "The leg has ended", "Nothing more can happen on a leg that has ended."],
  "leg.wrong-state": [409, "Not now", "Only a ringing leg can be answered or refused, and never by who called."],
  "recording.unknown": [
    404,
    "No such recording",
    "The switch has no recording with this id. It is forgotten a day after its call ended.",
  ],
  "switch.failing": [
    500,
    "The switch has failed",
    "Read the switch's output; it ends when it cannot write its journal.",
  ],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ErrorCode = keyof typeof table;
export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

/** A refusal on its way to the asker. `detail` overrides the table's sentence. */
export class SwitchError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  readonly fields: readonly FieldFault[] | undefined;
  constructor(code: ErrorCode, fields?: readonly FieldFault[]) {
    const [status, title, detail] = table[code];
    super(detail);
    this.code = code;
    this.status = status;
    this.title = title;
    this.fields = fields;
  }
}
