import { raise } from "../../runtime/exceptions.ts";

export type Token =
  | { k: "punctuation"; text: "{" | "}" | "[" | "]" | "," | ":"; at: number }
  | { k: "string"; text: string; at: number }
  | { k: "number"; text: string; at: number }
  | { k: "word"; text: "true" | "false" | "null"; at: number };

/** `at [line:1, column:2]`, as JSON messages end (rule 141). */
export function place(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return `at [line:${line}, column:${at - before.lastIndexOf("\n")}]`;
}

export function jsonError(message: string): never {
  raise("System.JSONException", message);
}

const ESCAPES: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\", "/": "/" };

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let i = 0;
  const unexpected = (at: number): never =>
    jsonError(
      at >= text.length
        ? `Unexpected end-of-input ${place(text, at)}`
        : `Unexpected character ('${text[at]}' (code ${text.charCodeAt(at)})): expected a valid value ${place(text, at)}`,
    );
  while (i < text.length) {
    const c = text[i]!;
    if (/[\s\ufeff]/.test(c)) i++;
    else if ("{}[],:".includes(c)) tokens.push({ k: "punctuation", text: c as "{", at: i++ });
    else if (c === '"') {
      const start = i++;
      let value = "";
      while (text[i] !== '"') {
        if (i >= text.length) unexpected(i);
        if (text[i] === "\\") {
          const e = text[i + 1] ?? "";
          if (e === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 2, i + 6))) {
            value += String.fromCharCode(parseInt(text.slice(i + 2, i + 6), 16));
            i += 6;
          } else if (ESCAPES[e] !== undefined) {
            value += ESCAPES[e];
            i += 2;
          } else jsonError(`Unrecognized character escape '${e}' ${place(text, i + 1)}`);
        } else value += text[i++];
      }
      i++;
      tokens.push({ k: "string", text: value, at: start });
    } else {
      const rest = text.slice(i, i + 400);
      const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/.exec(rest);
      const word = /^(true|false|null)\b/.exec(rest);
      if (number) tokens.push({ k: "number", text: number[0], at: i });
      else if (word) tokens.push({ k: "word", text: word[0] as "true", at: i });
      else unexpected(i);
      i += (number ?? word)![0].length;
    }
  }
  return tokens;
}

/** A parsed document that keeps the spelling of numbers and the order of attributes. */
export type Json =
  | { k: "object"; entries: [string, Json][]; at: number }
  | { k: "array"; items: Json[]; at: number }
  | { k: "string" | "number"; text: string; at: number }
  | { k: "boolean"; value: boolean; at: number }
  | { k: "null"; at: number };

export function parseJson(text: string): Json {
  const tokens = tokenize(text);
  if (!tokens.length) jsonError(`No content to map to Object due to end of input`);
  const { value, next } = parseValue(text, tokens, 0);
  if (next < tokens.length)
    jsonError(`Unexpected character ('${tokens[next]!.text}'): expected end of input ${place(text, tokens[next]!.at)}`);
  return value;
}

export function parseValue(text: string, tokens: Token[], start: number): { value: Json; next: number } {
  let i = start;
  const peek = (): Token => tokens[i] ?? jsonError(`Unexpected end-of-input ${place(text, text.length)}`);
  const fail = (t: Token, wanted: string): never =>
    jsonError(`Unexpected character ('${t.text}'): ${wanted} ${place(text, t.at)}`);
  const read = (): Json => {
    const t = peek();
    i++;
    if (t.k === "string" || t.k === "number") return t;
    if (t.k === "word")
      return t.text === "null" ? { k: "null", at: t.at } : { k: "boolean", value: t.text === "true", at: t.at };
    if (t.text === "{") return readObject(t.at);
    if (t.text === "[") return readArray(t.at);
    return fail(t, "expected a value");
  };
  const close = (end: string): boolean => {
    const t = peek();
    if (t.k === "punctuation" && (t.text === end || t.text === ",")) {
      i++;
      return t.text === end;
    }
    return fail(t, `was expecting comma to separate entries`);
  };
  const isEnd = (end: string): boolean => peek().k === "punctuation" && peek().text === end;
  const readObject = (at: number): Json => {
    const entries: [string, Json][] = [];
    if (isEnd("}")) {
      i++;
      return { k: "object", entries, at };
    }
    do {
      const name = peek();
      i++;
      if (name.k !== "string") fail(name, "was expecting double-quote to start field name");
      const colon = peek();
      i++;
      if (colon.k !== "punctuation" || colon.text !== ":")
        fail(colon, "was expecting a colon to separate field name and value");
      entries.push([name.text, read()]);
    } while (!close("}"));
    return { k: "object", entries, at };
  };
  const readArray = (at: number): Json => {
    const items: Json[] = [];
    if (isEnd("]")) {
      i++;
      return { k: "array", items, at };
    }
    do items.push(read());
    while (!close("]"));
    return { k: "array", items, at };
  };
  const value = read();
  return { value, next: i };
}
