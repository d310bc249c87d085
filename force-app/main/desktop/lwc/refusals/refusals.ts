import CHOOSE_OTHER from "@salesforce/label/c.PartnerSettingsChooseOther";
import BROWSER_OFFLINE from "@salesforce/label/c.ErrorBrowserOffline";
import MESSAGE_TOO_LARGE from "@salesforce/label/c.CallMessagesTooLarge";
import NOT_YOUR_CALL from "@salesforce/label/c.CallMessagesNotYourCall";
import OTHER_AGENT from "@salesforce/label/c.LoginOtherAgent";
import OTHER_CONTACT_CENTER from "@salesforce/label/c.LoginOtherContactCenter";
import PHONE_DEADLINE from "@salesforce/label/c.ErrorPhoneDeadline";
import PHONE_ELSEWHERE from "@salesforce/label/c.ErrorPhoneElsewhere";
import PHONE_LOG_IN from "@salesforce/label/c.ErrorPhoneLogIn";
import PHONE_NO_ANSWER from "@salesforce/label/c.ErrorPhoneNoAnswer";
import RECORD_NOT_READABLE from "@salesforce/label/c.ErrorRecordNotReadable";
import SETTINGS_NOT_LOADED from "@salesforce/label/c.PartnerSettingsNotLoaded";
import SETTINGS_NOT_READABLE from "@salesforce/label/c.LoginSettingsNotReadable";
import SERVER_UNREACHABLE from "@salesforce/label/c.PhoneServerUnreachable";
import UNKNOWN from "@salesforce/label/c.ErrorUnknown";

/** What went wrong, for a person. `code` is stable and for the admin; null when there is none. */
export interface Refusal {
  readonly code: string | null;
  readonly sentence: string;
}

/**
 * Codes of ours that have a label in the agent's language; others bring a sentence of their own. Here is all that the connector
 * (core/connector-error.ts) and the server (docs/errors.md) answer to what components ask of them.
 */
const LABELS: Readonly<Record<string, string>> = {
  "browser.offline": BROWSER_OFFLINE,
  "phone.no-answer": PHONE_NO_ANSWER,
  "server.unreachable": SERVER_UNREACHABLE,
  "deadline.passed": PHONE_DEADLINE,
  "server.stopping": SERVER_UNREACHABLE,
  "store.unavailable": SERVER_UNREACHABLE,
  "server.failed": UNKNOWN,
  "server.unexpected-answer": UNKNOWN,
  "request.failed": UNKNOWN,
  "request.malformed": UNKNOWN,
  "request.timed-out": PHONE_DEADLINE,
  "connector.unexpected": UNKNOWN,
  "body.malformed": UNKNOWN,
  "body.invalid": UNKNOWN,
  "body.too-large": MESSAGE_TOO_LARGE,
  "config.invalid": UNKNOWN,
  "session.required": PHONE_LOG_IN,
  "session.invalid": PHONE_LOG_IN,
  "session.expired": PHONE_LOG_IN,
  "session.silent": PHONE_NO_ANSWER,
  "session.superseded": PHONE_ELSEWHERE,
  "session.other-agent": OTHER_AGENT,
  "session.other-contact-center": OTHER_CONTACT_CENTER,
  "agent.unknown": PHONE_LOG_IN,
  "settings.not-readable": SETTINGS_NOT_READABLE,
  "settings.not-loaded": SETTINGS_NOT_LOADED,
  "settings.choice-gone": CHOOSE_OTHER,
  "settings.caller-id-unknown": CHOOSE_OTHER,
  "queue.unknown": CHOOSE_OTHER,
  "message.too-large": MESSAGE_TOO_LARGE,
  "call.unknown": NOT_YOUR_CALL,
  "call.ended": NOT_YOUR_CALL,
  "call.not-yours": NOT_YOUR_CALL,
  "record.not-readable": RECORD_NOT_READABLE,
};

/** A refusal of ours, by its code. */
export class RefusedError extends Error {
  readonly code: string;

  constructor(code: string, sentence = "") {
    super(sentence);
    this.name = "RefusedError";
    this.code = code;
  }
}

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

const lists = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fieldErrors = (value: unknown): readonly unknown[] => {
  return isObject(value) ? Object.values(value).flatMap(lists) : [];
};
/** UI API wraps the errors of a record in `output`. */
const outputErrors = ({ output }: Fields): readonly unknown[] => {
  return isObject(output) ? [...lists(output.errors), ...fieldErrors(output.fieldErrors)] : [];
};

/** Apex of ours puts code and sentence into the message as JSON: it is all that the platform hands over. */
function readMessage(message: string, code: string | null): Refusal {
  if (!message.startsWith("{")) return { code, sentence: message };
  try {
    const coded = JSON.parse(message) as unknown;
    if (isObject(coded) && typeof coded.code === "string") return { code: coded.code, sentence: textOf(coded.message) };
  } catch {
    // No JSON after all: somebody's message begins with a brace.
  }
  return { code, sentence: message };
}

function collect(thrown: unknown): Refusal[] {
  if (Array.isArray(thrown)) return thrown.flatMap(collect);
  if (typeof thrown === "string") return [readMessage(thrown, null)];
  if (!isObject(thrown)) return [];
  if (Array.isArray(thrown.body) || isObject(thrown.body)) return collect(thrown.body);
  const nested = [...lists(thrown.pageErrors), ...fieldErrors(thrown.fieldErrors), ...outputErrors(thrown)];
  if (nested.length > 0) return nested.flatMap(collect);
  const code = textOf(thrown.code) || null;
  const message = textOf(thrown.message) || textOf(thrown.sentence);
  return message === "" && code === null ? [] : [readMessage(message, code)];
}

/** A code that we know is said in the agent's language, whatever language its sentence came in. */
const withLabel = ({ code, sentence }: Refusal): Refusal => ({
  code,
  sentence: LABELS[code ?? ""] ?? (sentence === "" ? UNKNOWN : sentence),
});

/**
 * The one reducer of errors: whatever Apex, a wire adapter, the connector or JavaScript has thrown, as sentences without
 * repeats. Empty only for nothing at all. Shapes: LWC developer guide, "Error Handling"; ComponentRefusal.cls.
 */
export function readRefusals(thrown: unknown): Refusal[] {
  if (thrown === undefined || thrown === null || thrown === "") return [];
  const found = collect(thrown).map(withLabel);
  const distinct = found.filter(
    (one, index) => found.findIndex((other) => other.sentence === one.sentence && other.code === one.code) === index,
  );
  return distinct.length > 0 ? distinct : [{ code: null, sentence: UNKNOWN }];
}
