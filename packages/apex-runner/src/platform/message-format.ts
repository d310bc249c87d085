import { raise, unsupported } from "../runtime/exceptions.ts";
import { textOf } from "../runtime/text.ts";

/** `String.format`: Java's MessageFormat. A lone quote starts literal text, two quotes are one (rule 57). */
export function formatMessage(pattern: string, args: unknown[]): string {
  let out = "";
  let quoted = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === "'") {
      if (pattern[i + 1] === "'") {
        out += "'";
        i++;
      } else quoted = !quoted;
    } else if (quoted || c !== "{") out += c;
    else {
      const end = pattern.indexOf("}", i);
      const inside = pattern.slice(i + 1, end < 0 ? undefined : end);
      if (end < 0) raise("System.StringException", "Unmatched braces in the pattern.");
      if (!/^\s*\d+\s*$/.test(inside)) {
        if (/^\s*\d+\s*,/.test(inside)) unsupported(`String.format with {${inside}}`);
        raise("System.StringException", `can't parse argument number: ${inside}`);
      }
      const index = Number(inside);
      out += index < args.length ? textOf(args[index]) : `{${index}}`;
      i = end;
    }
  }
  return out;
}
