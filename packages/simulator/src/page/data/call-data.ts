import type { CallAttributes } from "@partner-telephony/api";

/** What the IVR knows of a call, or the sentence for its field. */
export type CallData = { readonly attributes: CallAttributes } | { readonly fault: string };

/** The bounds of `CallAttributes`; its test holds both together. */
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,79}$/;
const LONGEST_VALUE = 4_000;
const MOST_FIELDS = 50;

/** One field a line, `name=value`; the value may hold `=` too. Empty lines do not count, but are numbered. */
export function callDataIn(text: string): CallData {
  const attributes = new Map<string, string>();
  const named = new Set<string>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const { name, value } = partsOf(line);
    const wrong = wrongWith(name, value) ?? (named.has(name.toLowerCase()) ? `${name} is there already.` : null);
    if (wrong) return { fault: `Line ${index + 1}: ${wrong}` };
    named.add(name.toLowerCase());
    attributes.set(name, value);
  }
  if (attributes.size > MOST_FIELDS) return { fault: `Enter at most ${MOST_FIELDS} lines.` };
  return { attributes: Object.fromEntries(attributes) };
}

function partsOf(line: string): { readonly name: string; readonly value: string } {
  const at = line.indexOf("=");
  return at < 0
    ? { name: line.trim(), value: "" }
    : { name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
}

function wrongWith(name: string, value: string): string | null {
  if (name === "" || value === "") return "Write name=value, such as Reason__c=Billing.";
  if (!FIELD_NAME.test(name)) return `“${name}” is no API name of a field, such as Reason__c or RecordTypeId.`;
  return value.length > LONGEST_VALUE ? `The value has more than ${LONGEST_VALUE} characters.` : null;
}
