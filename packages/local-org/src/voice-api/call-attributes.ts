import type { VoiceCall } from "../console-contract.ts";
import { OrgFault } from "../http/fault.ts";
import type { OrgDefinition } from "../org/definition.ts";
import type { Org } from "../org/org.ts";

export interface ReadAttributes {
  fields: Partial<VoiceCall>;
  /** What could not be written; the call is made nonetheless. */
  errors: string[];
}

type CustomField = OrgDefinition["voiceCallCustomFields"][number];
type Value = string | number | boolean | null;

const standard: Record<string, (value: Value) => Partial<VoiceCall> | string> = {
  SourceType: (value) =>
    value === "Sales" || value === "Service" ? { SourceType: value } : "SourceType must be Sales or Service",
  RecordTypeId: (value) =>
    typeof value === "string" && /^012[0-9A-Za-z]{12}([0-9A-Z]{3})?$/.test(value)
      ? { RecordTypeId: value }
      : "RecordTypeId must be a record type id",
  CallerContactInfo: () => ({}),
};

/**
 * callAttributes is a JSON object written as a string: field API names and values. A field that cannot be written does
 * not stop the call; it is told in `errors`. Required custom fields are only looked at when `creating`.
 */
export function readCallAttributes(
  org: Org,
  given: unknown,
  before: VoiceCall | undefined,
  creating: boolean,
): ReadAttributes {
  const result: ReadAttributes = { fields: {}, errors: [] };
  const custom: VoiceCall["customFields"] = { ...before?.customFields };
  for (const [name, value] of Object.entries(parse(org, given, result.errors))) {
    if (value !== null && !["string", "number", "boolean"].includes(typeof value)) {
      result.errors.push(`${name} must be a single value`);
      continue;
    }
    const setter = Object.hasOwn(standard, name) ? standard[name] : undefined;
    if (setter === undefined) writeCustom(org, name, value as Value, custom, result.errors);
    else {
      const fields = setter(value as Value);
      if (typeof fields === "string") result.errors.push(fields);
      else Object.assign(result.fields, fields);
    }
  }
  const missing = org.definition.voiceCallCustomFields.filter(
    (field) => field.required && custom[field.name] === undefined,
  );
  if (creating) result.errors.push(...missing.map((field) => `required field is missing: ${field.name}`));
  result.fields.customFields = custom;
  return result;
}

function parse(org: Org, given: unknown, errors: string[]): Record<string, unknown> {
  if (given === undefined || given === null) return {};
  if (isObject(given) && org.facts.callAttributesObject === "accepted") return given;
  if (typeof given !== "string") {
    throw new OrgFault("voice.body-invalid", "callAttributes: must be a JSON object written as a string.", [
      { path: "callAttributes", message: "must be a JSON object written as a string" },
    ]);
  }
  try {
    const value: unknown = JSON.parse(given);
    if (isObject(value)) return value;
  } catch {
    // told below, like any other string that holds no object
  }
  errors.push("callAttributes holds no JSON object");
  return {};
}

function writeCustom(org: Org, name: string, value: Value, custom: VoiceCall["customFields"], errors: string[]): void {
  const field = org.definition.voiceCallCustomFields.find((candidate) => candidate.name === name);
  if (field === undefined) errors.push(`no such field: ${name}`);
  else if (value === null || fits(field, value)) custom[name] = value;
  else
    errors.push(
      tooLong(field, value)
        ? `${name} is longer than ${field.maxLength} characters`
        : `${name} must be a ${field.type}`,
    );
}

const typeNames = { text: "string", number: "number", checkbox: "boolean" } as const;

function fits(field: CustomField, value: string | number | boolean): boolean {
  return typeof value === typeNames[field.type] && !tooLong(field, value);
}

function tooLong(field: CustomField, value: string | number | boolean): boolean {
  return field.type === "text" && typeof value === "string" && value.length > field.maxLength;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
