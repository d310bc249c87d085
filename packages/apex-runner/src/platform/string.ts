import { ApexDatetime, ApexDate, datetimeText, offsetOf } from "../runtime/dates.ts";
import { hashOf } from "../runtime/equality.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { ApexList, type ApexMap } from "../runtime/collections.ts";
import { textOf } from "../runtime/text.ts";
import { T } from "../runtime/types.ts";
import { escapes } from "./escapes.ts";
import { formatMessage } from "./message-format.ts";
import { replaceRegex, splitRegex, toRegExp } from "./regex.ts";
import { implement } from "./registry.ts";

const strings = (items: string[]): ApexList => new ApexList(T("List<String>"), items);
const isBlank = (s: string | null): boolean => s === null || s.trim() === "";
const every = (s: string, pattern: RegExp): boolean => s.length > 0 && pattern.test(s);

/** Text of `String.valueOf`: Datetime in the user's zone, Date without a time (rule 63). */
export function valueOf(v: unknown): string | null {
  if (v === null) return null;
  if (v instanceof ApexDatetime) return datetimeText(v.ms + offsetOf(machine().organization.timeZone, v.ms));
  if (v instanceof ApexDate) return v.toString();
  return textOf(v);
}

function start(s: string, from: number): number {
  if (from < 0 || from > s.length) raise("System.StringException", `Starting position out of bounds: ${from}`);
  return from;
}

function substring(s: string, from: number, to: number): string {
  start(s, from);
  if (to > s.length || to < from) raise("System.StringException", `Ending position out of bounds: ${to}`);
  return s.slice(from, to);
}

function padding(n: number, pad: string): string {
  return pad === "" ? " ".repeat(n) : pad.repeat(Math.ceil(n / pad.length)).slice(0, n);
}

function abbreviate(s: string, width: number, offset = 0): string {
  if (width < 4) raise("System.StringException", "Minimum abbreviation width is 4");
  if (s.length <= width) return s;
  if (offset > s.length) offset = s.length;
  if (s.length - offset < width - 3) offset = s.length - (width - 3);
  if (offset <= 4) return s.slice(0, width - 3) + "...";
  if (width < 7) raise("System.StringException", "Minimum abbreviation width with offset is 7");
  return offset + width - 3 < s.length
    ? "..." + abbreviate(s.slice(offset), width - 3)
    : "..." + s.slice(s.length - (width - 3));
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

function kindOf(c: string): string {
  if (/\p{Lu}/u.test(c)) return "upper";
  if (/\p{Ll}/u.test(c)) return "lower";
  if (/\p{Nd}/u.test(c)) return "digit";
  return /\s/.test(c) ? "space" : "other";
}

function splitByType(s: string, camelCase: boolean): string[] {
  const parts: string[] = [];
  for (const c of s) {
    const last = parts.at(-1);
    const [kind, before] = [kindOf(c), last === undefined ? "" : kindOf(last.at(-1)!)];
    if (last !== undefined && kind === before) parts[parts.length - 1] += c;
    else if (camelCase && kind === "lower" && before === "upper") {
      if (last!.length > 1) {
        parts[parts.length - 1] = last!.slice(0, -1);
        parts.push(last!.at(-1)! + c);
      } else parts[parts.length - 1] += c;
    } else parts.push(c);
  }
  return parts;
}

function before(s: string, by: string | null, at: (s: string, by: string) => number): string {
  if (by === null) return s;
  const i = at(s, by);
  return i < 0 ? s : s.slice(0, i);
}

implement("System.String", {
  valueOf,
  valueOfGmt: (d: ApexDatetime) => datetimeText(nn(d).ms),
  escapeSingleQuotes: (s: string | null) => (s === null ? null : s.replace(/'/g, "\\'")),
  format: (pattern: string, args: ApexList | null) => formatMessage(nn(pattern), args === null ? [] : args.items),
  fromCharArray: (chars: ApexList) => String.fromCharCode(...(nn(chars).items as number[])),
  getCommonPrefix: (list: ApexList) => {
    const [first = "", ...rest] = nn(list).items as string[];
    let n = first.length;
    for (const s of rest) while (!s.startsWith(first.slice(0, n))) n--;
    return first.slice(0, n);
  },
  isBlank,
  isNotBlank: (s: string | null) => !isBlank(s),
  isEmpty: (s: string | null) => s === null || s === "",
  isNotEmpty: (s: string | null) => s !== null && s !== "",
  join: (items: Iterable<unknown> & { "i.iterator/0"?: () => unknown }, separator: string) =>
    joinItems(nn(items), nn(separator)),
  "abbreviate/1": (s: string, n: number) => abbreviate(s, nn(n)),
  "abbreviate/2": (s: string, n: number, offset: number) => abbreviate(s, nn(n), nn(offset)),
  capitalize: (s: string) => s.charAt(0).toUpperCase() + s.slice(1),
  uncapitalize: (s: string) => s.charAt(0).toLowerCase() + s.slice(1),
  center: (s: string, n: number, pad = " ") => {
    const missing = nn(n) - s.length;
    if (missing <= 0) return s;
    const left = Math.floor(missing / 2);
    return padding(left, pad) + s + padding(missing - left, pad);
  },
  charAt: (s: string, i: number) => {
    if (nn(i) < 0 || i >= s.length) raise("System.StringException", `Index out of bounds: ${i}`);
    return s.charCodeAt(i);
  },
  codePointAt: (s: string, i: number) =>
    s.codePointAt(nn(i)) ?? raise("System.StringException", `Index out of bounds: ${i}`),
  codePointBefore: (s: string, i: number) =>
    [...substring(s, 0, nn(i))].at(-1)?.codePointAt(0) ?? raise("System.StringException", `Index out of bounds: ${i}`),
  codePointCount: (s: string, a: number, b: number) => [...substring(s, nn(a), nn(b))].length,
  offsetByCodePoints: (s: string, i: number, n: number) => nn(i) + [...s.slice(i)].slice(0, nn(n)).join("").length,
  compareTo: (s: string, other: string) => {
    const [a, b] = [s, nn(other)];
    for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a.charCodeAt(i) - b.charCodeAt(i);
    return a.length - b.length;
  },
  contains: (s: string, x: string | null) => s.includes(nn(x)),
  containsAny: (s: string, x: string | null) => x !== null && [...x].some((c) => s.includes(c)),
  containsNone: (s: string, x: string | null) => x === null || ![...x].some((c) => s.includes(c)),
  containsOnly: (s: string, x: string | null) => x !== null && [...s].every((c) => x.includes(c)),
  containsIgnoreCase: (s: string, x: string | null) => s.toLowerCase().includes(nn(x).toLowerCase()),
  containsWhitespace: (s: string) => /\s/.test(s),
  countMatches: (s: string, x: string | null) => (x ? s.split(x).length - 1 : 0),
  deleteWhitespace: (s: string) => s.replace(/\s+/g, ""),
  difference: (s: string, other: string) => {
    let i = 0;
    while (i < s.length && i < other.length && s[i] === other[i]) i++;
    return other.slice(i);
  },
  endsWith: (s: string, x: string | null) => s.endsWith(nn(x)),
  endsWithIgnoreCase: (s: string, x: string | null) => x !== null && s.toLowerCase().endsWith(x.toLowerCase()),
  startsWith: (s: string, x: string | null) => s.startsWith(nn(x)),
  startsWithIgnoreCase: (s: string, x: string | null) => x !== null && s.toLowerCase().startsWith(x.toLowerCase()),
  equals: (s: string, x: unknown) => s === x,
  equalsIgnoreCase: (s: string, x: string | null) => x !== null && s.toLowerCase() === x.toLowerCase(),
  getChars: (s: string) =>
    new ApexList(
      T("List<Integer>"),
      Array.from({ length: s.length }, (_, i) => s.charCodeAt(i)),
    ),
  "getLevenshteinDistance/1": (s: string, x: string) => levenshtein(s, nn(x)),
  "getLevenshteinDistance/2": (s: string, x: string, limit: number) => {
    const n = levenshtein(s, nn(x));
    return n > nn(limit) ? -1 : n;
  },
  hashCode: (s: string) => hashOf(s),
  indexOf: (s: string, x: string | null, from = 0) => s.indexOf(nn(x), from),
  indexOfAny: (s: string, x: string | null) => (x === null ? -1 : [...s].findIndex((c) => x.includes(c))),
  indexOfAnyBut: (s: string, x: string | null) => (x === null ? -1 : [...s].findIndex((c) => !x.includes(c))),
  indexOfChar: (s: string, c: number, from = 0) => s.indexOf(String.fromCodePoint(nn(c)), from),
  indexOfDifference: (s: string, x: string | null) => {
    if (x === null) return -1;
    let i = 0;
    while (i < s.length && i < x.length && s[i] === x[i]) i++;
    return i === s.length && i === x.length ? -1 : i;
  },
  indexOfIgnoreCase: (s: string, x: string | null, from = 0) =>
    x === null ? -1 : s.toLowerCase().indexOf(x.toLowerCase(), from),
  isAllLowerCase: (s: string) => every(s, /^\p{Ll}+$/u),
  isAllUpperCase: (s: string) => every(s, /^\p{Lu}+$/u),
  isAlpha: (s: string) => every(s, /^\p{L}+$/u),
  isAlphaSpace: (s: string) => /^[\p{L} ]*$/u.test(s),
  isAlphanumeric: (s: string) => every(s, /^[\p{L}\p{Nd}]+$/u),
  isAlphanumericSpace: (s: string) => /^[\p{L}\p{Nd} ]*$/u.test(s),
  isAsciiPrintable: (s: string) => /^[ -~]*$/.test(s),
  isNumeric: (s: string) => every(s, /^\p{Nd}+$/u),
  isNumericSpace: (s: string) => /^[\p{Nd} ]*$/u.test(s),
  isWhitespace: (s: string) => /^\s*$/.test(s),
  "lastIndexOf/1": (s: string, x: string | null) => s.lastIndexOf(nn(x)),
  "lastIndexOf/2": (s: string, x: string | null, to: number) => s.lastIndexOf(nn(x), to),
  lastIndexOfChar: (s: string, c: number, to = s.length) => s.lastIndexOf(String.fromCodePoint(nn(c)), nn(to)),
  lastIndexOfIgnoreCase: (s: string, x: string | null, to = s.length) =>
    x === null ? -1 : s.toLowerCase().lastIndexOf(x.toLowerCase(), nn(to)),
  left: (s: string, n: number) => (nn(n) <= 0 ? "" : s.slice(0, n)),
  right: (s: string, n: number) => (nn(n) <= 0 ? "" : s.slice(-n)),
  mid: (s: string, from: number, n: number) =>
    nn(n) < 0 || from > s.length ? "" : s.slice(Math.max(0, from), Math.max(0, from) + n),
  leftPad: (s: string, n: number, pad = " ") => padding(Math.max(0, nn(n) - s.length), pad) + s,
  rightPad: (s: string, n: number, pad = " ") => s + padding(Math.max(0, nn(n) - s.length), pad),
  length: (s: string) => s.length,
  normalizeSpace: (s: string) => s.trim().replace(/\s+/g, " "),
  remove: (s: string, x: string | null) => (x ? s.split(x).join("") : s),
  removeEnd: (s: string, x: string | null) => (x && s.endsWith(x) ? s.slice(0, -x.length) : s),
  removeEndIgnoreCase: (s: string, x: string | null) =>
    x && s.toLowerCase().endsWith(x.toLowerCase()) ? s.slice(0, -x.length) : s,
  removeStart: (s: string, x: string | null) => (x && s.startsWith(x) ? s.slice(x.length) : s),
  removeStartIgnoreCase: (s: string, x: string | null) =>
    x && s.toLowerCase().startsWith(x.toLowerCase()) ? s.slice(x.length) : s,
  "repeat/1": (s: string, n: number) => s.repeat(Math.max(0, nn(n))),
  "repeat/2": (s: string, separator: string | null, n: number) =>
    Array(Math.max(0, nn(n)))
      .fill(s)
      .join(separator ?? ""),
  replace: (s: string, x: string | null, by: string | null) => s.split(nn(x)).join(nn(by)),
  replaceAll: (s: string, regex: string | null, by: string | null) =>
    replaceRegex(s, toRegExp(nn(regex)), nn(by), true),
  replaceFirst: (s: string, regex: string | null, by: string | null) =>
    replaceRegex(s, toRegExp(nn(regex)), nn(by), false),
  reverse: (s: string) => [...s].reverse().join(""),
  "split/1": (s: string, regex: string | null) => strings(splitRegex(s, toRegExp(nn(regex)))),
  "split/2": (s: string, regex: string | null, n: number) => strings(splitRegex(s, toRegExp(nn(regex)), nn(n))),
  splitByCharacterType: (s: string) => strings(splitByType(s, false)),
  splitByCharacterTypeCamelCase: (s: string) => strings(splitByType(s, true)),
  stripHtmlTags: (s: string) => s.replace(/<[^>]*>/g, ""),
  "substring/1": (s: string, from: number) => s.slice(start(s, nn(from))),
  "substring/2": (s: string, from: number, to: number) => substring(s, nn(from), nn(to)),
  substringAfter: (s: string, x: string | null) =>
    x === null || !s.includes(x) ? "" : s.slice(s.indexOf(x) + x.length),
  substringAfterLast: (s: string, x: string | null) =>
    !x || !s.includes(x) ? "" : s.slice(s.lastIndexOf(x) + x.length),
  substringBefore: (s: string, x: string | null) => before(s, x, (a, b) => a.indexOf(b)),
  substringBeforeLast: (s: string, x: string | null) => (x ? before(s, x, (a, b) => a.lastIndexOf(b)) : s),
  substringBetween: (s: string, open: string | null, close = open) => {
    if (open === null || close === null) return null;
    const from = s.indexOf(open);
    const to = from < 0 ? -1 : s.indexOf(close, from + open.length);
    return to < 0 ? null : s.slice(from + open.length, to);
  },
  swapCase: (s: string) => [...s].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(""),
  template: (s: string, values: ApexMap) => s.replace(/\$\{(\w+)\}/g, (_, k: string) => textOf(nn(values).get(k))),
  toLowerCase: (s: string) => s.toLowerCase(),
  toUpperCase: (s: string) => s.toUpperCase(),
  trim: (s: string) => s.replace(/^[\u0000- ]+|[\u0000- ]+$/g, ""),
  toString: (s: string) => s,
  ...escapes,
});

function joinItems(items: Iterable<unknown> & { "i.iterator/0"?: () => unknown }, separator: string): string {
  const texts: string[] = [];
  if (Symbol.iterator in items) for (const item of items) texts.push(item === null ? "" : textOf(item));
  else {
    const cursor = (items as { "i.iterator/0"(): { "i.hasnext/0"(): boolean; "i.next/0"(): unknown } })[
      "i.iterator/0"
    ]();
    while (cursor["i.hasnext/0"]()) texts.push(textOf(cursor["i.next/0"]()));
  }
  return texts.join(separator);
}

implement("System.Pattern", {
  compile: (regex: string) => new PatternObject(nn(regex)),
  matches: (regex: string, text: string) => fullMatch(toRegExp(nn(regex)), nn(text)) !== null,
  quote: (s: string) => `\\Q${nn(s)}\\E`,
  matcher: (p: PatternObject, text: string) => new MatcherObject(p, nn(text)),
  pattern: (p: PatternObject) => p.regex,
  split: (p: PatternObject, text: string, max = 0) => strings(splitRegex(nn(text), toRegExp(p.regex), max)),
});

class PatternObject {
  readonly $type = T("Pattern");
  readonly regex: string;
  constructor(regex: string) {
    this.regex = regex;
    toRegExp(regex);
  }
  toString(): string {
    return this.regex;
  }
}

function fullMatch(regex: RegExp, text: string): RegExpExecArray | null {
  return new RegExp(`^(?:${regex.source})(?![\\s\\S])`, regex.flags.replace("m", "")).exec(text);
}

class MatcherObject {
  readonly $type = T("Matcher");
  pattern: PatternObject;
  text: string;
  from = 0;
  to: number;
  next = 0;
  match: RegExpExecArray | null = null;
  hitEnd = false;
  constructor(pattern: PatternObject, text: string) {
    this.pattern = pattern;
    this.text = text;
    this.to = text.length;
  }
  get current(): RegExpExecArray {
    return this.match ?? raise("System.StringException", "No match found");
  }
  find(): boolean {
    const regex = toRegExp(this.pattern.regex);
    const sticky = new RegExp(regex.source, regex.flags + "g");
    sticky.lastIndex = this.next;
    this.match = this.next > this.to ? null : sticky.exec(this.text.slice(0, this.to));
    if (this.match) {
      const end = this.match.index + this.match[0].length;
      this.next = this.match[0].length === 0 ? end + 1 : end;
    }
    this.hitEnd = !this.match || this.match.index + this.match[0].length === this.to;
    return this.match !== null;
  }
  whole(mustEnd: boolean): boolean {
    const regex = toRegExp(this.pattern.regex);
    const region = this.text.slice(this.from, this.to);
    this.match = mustEnd ? fullMatch(regex, region) : new RegExp(`^(?:${regex.source})`, regex.flags).exec(region);
    if (this.match) {
      this.match.index += this.from;
      this.next = this.match.index + this.match[0].length;
    }
    return this.match !== null;
  }
  reset(text = this.text): this {
    this.text = text;
    this.from = 0;
    this.to = text.length;
    this.next = 0;
    this.match = null;
    return this;
  }
}

function groupIndex(m: MatcherObject, group: number, which: 0 | 1): number {
  if (group > m.current.length - 1) raise("System.StringException", `No group ${group}`);
  const span = (m.current as RegExpExecArray & { indices?: [number, number][] }).indices?.[group];
  const shift =
    m.current.index - ((m.current as RegExpExecArray & { indices?: [number, number][] }).indices?.[0]?.[0] ?? 0);
  return span ? span[which] + shift : -1;
}

implement("System.Matcher", {
  quoteReplacement: (s: string) => nn(s).replace(/[\\$]/g, "\\$&"),
  end: (m: MatcherObject, group = 0) => groupIndex(m, group, 1),
  start: (m: MatcherObject, group = 0) => groupIndex(m, group, 0),
  "find/0": (m: MatcherObject) => m.find(),
  "find/1": (m: MatcherObject, from: number) => {
    m.reset();
    m.next = nn(from);
    return m.find();
  },
  group: (m: MatcherObject, group = 0) => {
    if (group > m.current.length - 1) raise("System.StringException", `No group ${group}`);
    return m.current[group] ?? null;
  },
  groupCount: (m: MatcherObject) => new RegExp(`${toRegExp(m.pattern.regex).source}|`, "u").exec("")!.length - 1,
  hitEnd: (m: MatcherObject) => m.hitEnd,
  lookingAt: (m: MatcherObject) => m.whole(false),
  matches: (m: MatcherObject) => m.whole(true),
  pattern: (m: MatcherObject) => m.pattern,
  region: (m: MatcherObject, from: number, to: number) => {
    m.reset();
    [m.from, m.to, m.next] = [nn(from), nn(to), nn(from)];
    return m;
  },
  regionStart: (m: MatcherObject) => m.from,
  regionEnd: (m: MatcherObject) => m.to,
  replaceAll: (m: MatcherObject, by: string) => replaceRegex(m.text, toRegExp(m.pattern.regex), nn(by), true),
  replaceFirst: (m: MatcherObject, by: string) => replaceRegex(m.text, toRegExp(m.pattern.regex), nn(by), false),
  "reset/0": (m: MatcherObject) => m.reset(),
  "reset/1": (m: MatcherObject, text: string) => m.reset(nn(text)),
  usePattern: (m: MatcherObject, p: PatternObject) => {
    m.pattern = nn(p);
    return m;
  },
});
