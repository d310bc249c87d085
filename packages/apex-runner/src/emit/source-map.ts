import type { StatementPlace } from "../runtime/machine.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 VLQ, the number format of source maps (revision 3). */
function vlq(n: number): string {
  let rest = n < 0 ? (-n << 1) | 1 : n << 1;
  let out = "";
  do {
    const digit = rest & 31;
    rest >>>= 5;
    out += DIGITS[rest > 0 ? digit | 32 : digit]!;
  } while (rest > 0);
  return out;
}

/** Maps every emitted statement to its Apex line and column, so that a debugger steps through Apex. */
export function sourceMap(js: string, statements: StatementPlace[], file: string): string {
  const sources = [...new Set(statements.map((s) => s.path))];
  const index = new Map(sources.map((s, i) => [s, i]));
  let [source, line, column] = [0, 0, 0];
  const mappings = js.split("\n").map((text) => {
    let generated = 0;
    const segments: string[] = [];
    for (const match of text.matchAll(/\bS\((\d+)\);/g)) {
      const place = statements[Number(match[1])];
      if (!place) continue;
      const [s, l, c] = [index.get(place.path)!, place.line - 1, place.column - 1];
      segments.push(vlq(match.index - generated) + vlq(s - source) + vlq(l - line) + vlq(c - column));
      [generated, source, line, column] = [match.index, s, l, c];
    }
    return segments.join(",");
  });
  return JSON.stringify({ version: 3, file, sources, names: [], mappings: mappings.join(";") });
}
