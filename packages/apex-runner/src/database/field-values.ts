import type { ApexDatetime } from "../runtime/dates.ts";
import { parseDate } from "../runtime/dates.ts";
import { Dec } from "../runtime/decimal.ts";
import { raise } from "../runtime/exceptions.ts";
import { parseIsoDatetime } from "../platform/json/deserialize.ts";
import type { FieldSchema } from "./schema.ts";

/** Text from metadata (a default value, a custom metadata record) as a value of the field's type. Formulas are refused. */
export function literalOfField(f: FieldSchema, text: string): unknown {
  switch (f.kind) {
    case "boolean":
      return text.toLowerCase() === "true";
    case "int":
      return Number(text);
    case "double":
    case "currency":
    case "percent":
      return (
        Dec.parse(text) ??
        raise("System.TypeException", `Default of ${f.name} is a formula, which is not supported: ${text}`)
      );
    case "date":
      return parseDate(text);
    case "datetime":
      return parseIsoDatetime(text) satisfies ApexDatetime;
    default: {
      const quoted = /^(['"])(.*)\1$/s.exec(text);
      return quoted ? quoted[2]! : text;
    }
  }
}
