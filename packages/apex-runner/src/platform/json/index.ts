import { ApexBlob } from "../../runtime/blob.ts";
import type { ApexDate, ApexDatetime, ApexTime } from "../../runtime/dates.ts";
import { Dec } from "../../runtime/decimal.ts";
import { Dbl } from "../../runtime/double.ts";
import { enumValue, type EnumValue } from "../../runtime/enums.ts";
import { nn, raise } from "../../runtime/exceptions.ts";
import { checkHeap } from "../../runtime/heap.ts";
import { T, toId } from "../../runtime/types.ts";
import { implement } from "../registry.ts";
import type { TypeValue } from "../type.ts";
import { parseIsoDate, parseIsoDatetime, parseIsoTime, typed, untyped } from "./deserialize.ts";
import { quote, serialize } from "./serialize.ts";
import { jsonError, parseJson, parseValue, tokenize, type Token } from "./tokens.ts";

function written(text: string): string {
  checkHeap(text.length);
  return text;
}

implement("System.JSON", {
  createGenerator: (pretty: boolean) => new Generator(nn(pretty)),
  createParser: (text: string) => new Parser(nn(text)),
  deserialize: (text: string, type: TypeValue) => typed(parseJson(nn(text)), nn(type).type, { text, strict: false }),
  deserializeStrict: (text: string, type: TypeValue) =>
    typed(parseJson(nn(text)), nn(type).type, { text, strict: true }),
  deserializeUntyped: (text: string) => untyped(parseJson(nn(text))),
  "serialize/1": (v: unknown) => written(serialize(v, false, false)),
  "serialize/2": (v: unknown, nulls: boolean) => written(serialize(v, nn(nulls), false)),
  "serializePretty/1": (v: unknown) => written(serialize(v, false, true)),
  "serializePretty/2": (v: unknown, nulls: boolean) => written(serialize(v, nn(nulls), true)),
});

/** Builds text as it goes; a name waits for its value. */
class Generator {
  readonly $type = T("JSONGenerator");
  readonly pretty: boolean;
  parts = "";
  closed = false;
  readonly open: { end: string; count: number }[] = [];
  named = false;
  constructor(pretty: boolean) {
    this.pretty = pretty;
  }

  raw(text: string): null {
    if (this.closed) jsonError("The generator is closed");
    const top = this.open.at(-1);
    if (top?.end === "}" && !this.named) jsonError("Can not write value, expecting field name");
    if (top && !this.named) this.separate(top);
    this.parts += text;
    this.named = false;
    return null;
  }

  separate(top: { end: string; count: number }): void {
    if (top.count++) this.parts += ",";
    if (this.pretty)
      this.parts += top.end === "}" ? `\n${"  ".repeat(this.open.filter((o) => o.end === "}").length)}` : " ";
  }

  name(text: string): this {
    const top = this.open.at(-1);
    if (top?.end !== "}" || this.named) jsonError("Can not write a field name, expecting a value");
    this.separate(top);
    this.parts += quote(nn(text)) + (this.pretty ? " : " : ":");
    this.named = true;
    return this;
  }

  start(text: string, end: string): null {
    this.raw(text);
    this.open.push({ end, count: 0 });
    return null;
  }

  end(end: string): null {
    const top = this.open.pop();
    if (top?.end !== end) jsonError(end === "}" ? "Current context not an object" : "Current context not an array");
    if (this.pretty)
      this.parts += end === "}" && top.count ? `\n${"  ".repeat(this.open.filter((o) => o.end === "}").length)}` : " ";
    this.parts += end;
    return null;
  }

  value(v: unknown): null {
    return this.raw(serialize(v, false, this.pretty));
  }
}

const KINDS = ["Blob", "Boolean", "Date", "DateTime", "Id", "Number", "Object", "String", "Time"];
implement("System.JSONGenerator", {
  ...Object.fromEntries(KINDS.map((k) => [`write${k}`, (g: Generator, v: unknown) => g.value(v)])),
  ...Object.fromEntries(
    KINDS.map((k) => [`write${k}Field`, (g: Generator, name: string, v: unknown) => g.name(name).value(v)]),
  ),
  writeNull: (g: Generator) => g.raw("null"),
  writeNullField: (g: Generator, name: string) => g.name(name).raw("null"),
  writeFieldName: (g: Generator, name: string) => {
    g.name(name);
    return null;
  },
  writeStartArray: (g: Generator) => g.start("[", "]"),
  writeEndArray: (g: Generator) => g.end("]"),
  writeStartObject: (g: Generator) => g.start("{", "}"),
  writeEndObject: (g: Generator) => g.end("}"),
  getAsString: (g: Generator) => g.parts,
  isClosed: (g: Generator) => g.closed,
  close: (g: Generator) => {
    g.closed = true;
    return null;
  },
});

/** A cursor over tokens; a field name is its own token and stays the current name of its value. */
class Parser {
  readonly $type = T("JSONParser");
  readonly text: string;
  readonly tokens: Token[];
  readonly kinds: string[];
  index = -1;
  cleared: string | null = null;
  lastCleared: string | null = null;
  constructor(text: string) {
    this.text = text;
    parseJson(text);
    this.tokens = tokenize(text).filter((t) => !(t.k === "punctuation" && t.text === ","));
    this.kinds = this.tokens.map((t, i) => kindOf(t, this.tokens[i + 1]));
    this.tokens = this.tokens.filter((_, i) => this.kinds[i] !== "");
    this.kinds = this.kinds.filter((k) => k !== "");
  }
  get kind(): string | null {
    return this.kinds[this.index] ?? null;
  }
  next(): string | null {
    if (this.index < this.tokens.length) this.index++;
    return this.kind;
  }
  get token(): Token {
    return this.tokens[this.index] ?? jsonError("There is no current token");
  }
  get name(): string | null {
    if (this.kind === "FIELD_NAME") return this.token.text;
    if (this.kinds[this.index - 1] === "FIELD_NAME") return this.tokens[this.index - 1]!.text;
    return null;
  }
  skip(): void {
    if (this.kind !== "START_OBJECT" && this.kind !== "START_ARRAY") return;
    let depth = 1;
    while (depth > 0) {
      const kind = this.next();
      if (kind?.startsWith("START_")) depth++;
      else if (kind?.startsWith("END_")) depth--;
    }
  }
  read(type: TypeValue, strict: boolean): unknown {
    if (this.kind === "FIELD_NAME") this.next();
    const all = tokenize(this.text);
    const from = all.findIndex((t) => t.at === this.token.at);
    const { value } = parseValue(this.text, all, from);
    this.skip();
    return typed(value, nn(type).type, { text: this.text, strict });
  }
}

function kindOf(t: Token, next: Token | undefined): string {
  if (t.k === "punctuation") {
    return { "{": "START_OBJECT", "}": "END_OBJECT", "[": "START_ARRAY", "]": "END_ARRAY", ":": "", ",": "" }[t.text];
  }
  if (t.k === "string") return next?.k === "punctuation" && next.text === ":" ? "FIELD_NAME" : "VALUE_STRING";
  if (t.k === "number") return /[.eE]/.test(t.text) ? "VALUE_NUMBER_FLOAT" : "VALUE_NUMBER_INT";
  return `VALUE_${t.text.toUpperCase()}`;
}

const token = (kind: string | null): EnumValue | null =>
  kind === null ? null : enumValue(T("System.JSONToken").symbol, kind);

function scalarOf(p: Parser, wanted: string[], what: string): string {
  if (!wanted.includes(p.kind ?? "")) jsonError(`Current token (${p.kind}) is not ${what}`);
  return p.token.text;
}

const INT = ["VALUE_NUMBER_INT"];
const NUMBER = ["VALUE_NUMBER_INT", "VALUE_NUMBER_FLOAT"];
const STRING = ["VALUE_STRING"];

implement("System.JSONParser", {
  clearCurrentToken: (p: Parser) => {
    p.lastCleared = p.kind;
    p.index--;
    return null;
  },
  getLastClearedToken: (p: Parser) => token(p.lastCleared),
  getBlobValue: (p: Parser) => new ApexBlob(Buffer.from(scalarOf(p, STRING, "text"), "base64")),
  getBooleanValue: (p: Parser) => scalarOf(p, ["VALUE_TRUE", "VALUE_FALSE"], "a Boolean") === "true",
  getCurrentName: (p: Parser) => p.name,
  getCurrentToken: (p: Parser) => token(p.kind),
  getDateValue: (p: Parser): ApexDate => parseIsoDate(scalarOf(p, STRING, "a date")),
  getDatetimeValue: (p: Parser): ApexDatetime => parseIsoDatetime(scalarOf(p, STRING, "a date/time")),
  getTimeValue: (p: Parser): ApexTime => parseIsoTime(scalarOf(p, STRING, "a time")),
  getDecimalValue: (p: Parser) => Dec.parse(scalarOf(p, NUMBER, "a number")),
  getDoubleValue: (p: Parser) => new Dbl(Number(scalarOf(p, NUMBER, "a number"))),
  getIdValue: (p: Parser) => toId(scalarOf(p, STRING, "an Id")),
  getIntegerValue: (p: Parser) => {
    const n = BigInt(scalarOf(p, INT, "an integer"));
    return n === BigInt.asIntN(32, n)
      ? Number(n)
      : raise("System.JSONException", `Numeric value (${n}) out of range of int`);
  },
  getLongValue: (p: Parser) => BigInt(scalarOf(p, INT, "an integer")),
  getText: (p: Parser) => (p.kind === null ? null : p.token.text),
  hasCurrentToken: (p: Parser) => p.kind !== null,
  nextToken: (p: Parser) => token(p.next()),
  nextValue: (p: Parser) => {
    const kind = p.next();
    return token(kind === "FIELD_NAME" ? p.next() : kind);
  },
  readValueAs: (p: Parser, type: TypeValue) => p.read(type, false),
  readValueAsStrict: (p: Parser, type: TypeValue) => p.read(type, true),
  skipChildren: (p: Parser) => {
    p.skip();
    return null;
  },
});
