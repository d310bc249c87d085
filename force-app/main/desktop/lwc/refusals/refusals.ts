import BROWSER_OFFLINE from "@salesforce/label/c.ErrorBrowserOffline";
import PHONE_DEADLINE from "@salesforce/label/c.ErrorPhoneDeadline";
import PHONE_ELSEWHERE from "@salesforce/label/c.ErrorPhoneElsewhere";
import PHONE_LOG_IN from "@salesforce/label/c.ErrorPhoneLogIn";
import PHONE_NO_ANSWER from "@salesforce/label/c.ErrorPhoneNoAnswer";
import RECORD_NOT_READABLE from "@salesforce/label/c.ErrorRecordNotReadable";
import SERVER_UNREACHABLE from "@salesforce/label/c.PhoneServerUnreachable";
import UNKNOWN from "@salesforce/label/c.ErrorUnknown";

/** What went wrong, for a person. `code` is stable and for the admin; null when there is none. */
export interface Refusal {
  readonly code: string | null;
  readonly sentence: string;
}

/** Codes of ours that have a label in the agent's language; others bring a sentence of their own. */
const LABELS: Readonly<Record<string, string>> = {
  "browser.offline": BROWSER_OFFLINE,
  "phone.no-answer": PHONE_NO_ANSWER,
  "server.unreachable": SERVER_UNREACHABLE,
  "deadline.passed": PHONE_DEADLINE,
  "session.required": PHONE_LOG_IN,
  "session.superseded": PHONE_ELSEWHERE,
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
