import type { FieldFault } from "./errors.ts";

/** One property of an outgoing body: the reason why a value is none, and how it is written for Salesforce. */
export interface Field {
  readonly required: boolean;
  readonly fault: (value: unknown) => string | null;
  readonly write: (value: never) => unknown;
}

export type Fields = Readonly<Record<string, Field>>;

type Kind = Omit<Field, "required">;

const asItIs = (value: unknown): unknown => value;
const controls = /[\u0000-\u001f\u007f]/;

export const required = (kind: Kind): Field => ({ ...kind, required: true });
export const optional = (kind: Kind): Field => ({ ...kind, required: false });

/** Id, name or number on one line. Salesforce documents no longest length for most. */
export function line(longest?: number): Kind {
  return {
    write: asItIs,
    fault(value) {
      if (typeof value !== "string" || value.trim() === "") return "must be a text that is not empty";
      if (controls.test(value)) return "must hold no control characters";
      return longest !== undefined && value.length > longest ? `must have at most ${longest} characters` : null;
    },
  };
}

/** Text of any lines. */
export const text: Kind = {
  write: asItIs,
  fault: (value) => (typeof value === "string" && value !== "" ? null : "must be a text that is not empty"),
};

export const flag: Kind = {
  write: asItIs,
  fault: (value) => (typeof value === "boolean" ? null : "must be true or false"),
};

/** Salesforce's int32: seconds or a count. */
export const count: Kind = {
  write: asItIs,
  fault: (value) =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2_147_483_647
      ? null
      : "must be a whole number from 0 to 2147483647",
};

export function oneOf(...values: readonly string[]): Kind {
  return {
    write: asItIs,
    fault: (value) => (values.includes(value as string) ? null : `must be one of ${values.join(", ")}`),
  };
}

/** From 2001 to 2286: thirteen digits. Seconds taken for milliseconds have ten and are caught. */
function epochMsFault(value: unknown): string | null {
  const fits = Number.isInteger(value) && (value as number) >= 1e12 && (value as number) < 1e13;
  return fits ? null : "must be epoch milliseconds (thirteen digits)";
}

/** int64 milliseconds, as transcripts and events want it. */
export const epochMs: Kind = { write: asItIs, fault: epochMsFault };

/** Epoch milliseconds on our side, ISO 8601 UTC on Salesforce's, as create and update want it. */
export const isoTime: Kind = { write: (at: never) => new Date(at as number).toISOString(), fault: epochMsFault };

/** Sentiment: Salesforce wants the number as a string with two decimals. */
export const sentiment: Kind = {
  write: (value: never) => (value as number).toFixed(2),
  fault: (value) =>
    typeof value === "number" && value >= -1000 && value <= 1000 ? null : "must be a number from -1000 to 1000",
};

export function scalars(allowedKey: RegExp): Kind {
  return {
    write: asItIs,
    fault(value) {
      if (!isObject(value)) return "must be an object";
      for (const [key, entry] of Object.entries(value)) {
        if (!allowedKey.test(key)) return "has a key that is no API name";
        const scalar = entry === null || ["string", "boolean"].includes(typeof entry) || Number.isFinite(entry);
        if (!scalar) return `${key} must be a text, a number, true, false or null`;
      }
      return null;
    },
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every fault of a body, named by its path. Properties that the endpoint does not know are faults: a typo must not vanish. */
export function faultsOf(body: unknown, fields: Fields, at = ""): FieldFault[] {
  if (!isObject(body)) return [{ field: at === "" ? "body" : at.slice(0, -1), reason: "must be an object" }];
  const faults: FieldFault[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const value = body[name];
    const reason = value === undefined ? (field.required ? "is missing" : null) : field.fault(value);
    if (reason !== null) faults.push({ field: at + name, reason });
  }
  for (const name of Object.keys(body)) {
    if (!Object.hasOwn(fields, name)) faults.push({ field: at + name, reason: "is not known to this endpoint" });
  }
  return faults;
}

/** A checked body as Salesforce wants it. */
export function written(body: object, fields: Fields): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const field = fields[name];
    if (value !== undefined && field !== undefined) out[name] = field.write(value as never);
  }
  return out;
}
