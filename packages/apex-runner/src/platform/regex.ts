import { raise, unsupported } from "../runtime/exceptions.ts";

const CLASSES: Record<string, string> = {
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Upper: "A-Z",
  Lower: "a-z",
  Punct: "!-\\/:-@\\[-`\\{-~",
  Space: " \\t\\n\\x0B\\f\\r",
  Blank: " \\t",
  XDigit: "0-9a-fA-F",
  ASCII: "\\x00-\\x7F",
  Cntrl: "\\x00-\\x1F\\x7F",
  Graph: "!-~",
  Print: " -~",
  IsAlphabetic: "\\p{Alphabetic}",
  IsDigit: "\\p{Nd}",
  IsLetter: "\\p{L}",
  javaLetter: "\\p{L}",
};

const compiled = new Map<string, RegExp>();

/** A Java regular expression as a JavaScript one (rule 55). What JavaScript cannot do is refused by name. */
export function toRegExp(java: string): RegExp {
  let found = compiled.get(java);
  if (!found) {
    found = compileRegex(java);
    compiled.set(java, found);
  }
  return found;
}

function compileRegex(java: string): RegExp {
  const reader = new RegexReader(java);
  const source = reader.read();
  try {
    return new RegExp(source, "ud" + [...reader.flags].sort().join(""));
  } catch (e) {
    if (!(e instanceof SyntaxError)) throw e;
    raise("System.StringException", `Invalid regex: ${e.message.replace(/^Invalid regular expression: /, "")}`);
  }
}

class RegexReader {
  readonly flags = new Set<string>();
  readonly #text: string;
  #i = 0;
  constructor(text: string) {
    this.#text = text;
  }

  read(): string {
    let out = "";
    let classDepth = 0;
    while (this.#i < this.#text.length) {
      const c = this.#text[this.#i]!;
      if (c === "\\") out += this.#escape(classDepth > 0);
      else if (classDepth > 0) {
        if (c === "[") unsupported("regular expression: nested character class");
        if (c === "&" && this.#text[this.#i + 1] === "&") unsupported("regular expression: && in a character class");
        if (c === "]") classDepth--;
        out += classDepth > 0 && /[()|{}/]/.test(c) ? `\\${c}` : c;
        this.#i++;
      } else if (c === "[") {
        classDepth++;
        out += c;
        this.#i++;
        if (this.#text[this.#i] === "^") {
          out += "^";
          this.#i++;
        }
        if (this.#text[this.#i] === "]") {
          out += "\\]";
          this.#i++;
        }
      } else if (c === "(" && this.#text[this.#i + 1] === "?") out += this.#group();
      else out += this.#plain(c);
    }
    return out;
  }

  #plain(c: string): string {
    this.#i++;
    if (c === "{" && !/^\{\d+(,\d*)?\}/.test(this.#text.slice(this.#i - 1))) return "\\{";
    if (c === "}" && !/\{\d+(,\d*)?\}$/.test(this.#text.slice(0, this.#i))) return "\\}";
    if (c === "]") return "\\]";
    if (/[*+?}]/.test(c) && this.#text[this.#i] === "+") unsupported("regular expression: possessive quantifier");
    return c;
  }

  #group(): string {
    const rest = this.#text.slice(this.#i);
    const flags = /^\(\?([imsux]+)\)/.exec(rest);
    if (flags) {
      if (this.#i > 0) unsupported("regular expression: flags not at the start");
      for (const f of flags[1]!) {
        if (f === "x") unsupported("regular expression: flag x");
        if (f !== "u") this.flags.add(f);
      }
      this.#i += flags[0].length;
      return "";
    }
    const known = /^\(\?(:|=|!|<=|<!|<[a-zA-Z]\w*>)/.exec(rest);
    if (!known) unsupported(`regular expression: group ${rest.slice(0, 4)}`);
    this.#i += known[0].length;
    return known[0];
  }

  #escape(inClass: boolean): string {
    const c = this.#text[this.#i + 1];
    if (c === undefined) raise("System.StringException", "Invalid regex: Unexpected internal error");
    this.#i += 2;
    if (c === "Q") {
      const end = this.#text.indexOf("\\E", this.#i);
      const literal = this.#text.slice(this.#i, end < 0 ? undefined : end);
      this.#i = end < 0 ? this.#text.length : end + 2;
      return quoteRegex(literal);
    }
    if (c === "p" || c === "P") return this.#property(c, inClass);
    if (c === "A" && !inClass) return "(?<![\\s\\S])";
    if (c === "z" && !inClass) return "(?![\\s\\S])";
    if (c === "Z" && !inClass) return "(?=\\n?(?![\\s\\S]))";
    if (c === "h") return inClass ? " \\t\\xA0" : "[ \\t\\xA0]";
    if (c === "R" && !inClass) return "(?:\\r\\n|[\\n\\r\\u2028\\u2029])";
    if (c === "s") return inClass ? " \\t\\n\\x0B\\f\\r" : "[ \\t\\n\\x0B\\f\\r]";
    if (c === "S" && !inClass) return "[^ \\t\\n\\x0B\\f\\r]";
    if (c === "e") return "\\x1B";
    if (c === "a") return "\\x07";
    if (/[dDwWbBtnrfvS]/.test(c) || /[1-9]/.test(c)) return `\\${c}`;
    if (c === "k" || c === "x" || c === "u") return `\\${c}`;
    if (/[a-zA-Z0]/.test(c)) unsupported(`regular expression: \\${c}`);
    return /[\^$\\.*+?()[\]{}|/-]/.test(c) ? (c === "-" && !inClass ? "-" : `\\${c}`) : c;
  }

  #property(c: string, inClass: boolean): string {
    const match = /^\{(\^?)(\w+)\}|^([A-Z])/.exec(this.#text.slice(this.#i));
    if (!match) raise("System.StringException", "Invalid regex: Unknown character property");
    this.#i += match[0].length;
    const name = match[2] ?? match[3]!;
    const negative = (c === "P") !== (match[1] === "^");
    const own = CLASSES[name];
    if (own && negative && inClass) unsupported(`regular expression: \\P{${name}} in a character class`);
    if (own) return inClass ? own : `[${negative ? "^" : ""}${own}]`;
    return `\\${negative ? "P" : "p"}{${name.replace(/^Is(?=.)/, "")}}`;
  }
}

export function quoteRegex(text: string): string {
  return text.replace(/[\^$\\.*+?()[\]{}|/]/g, "\\$&");
}

/** Java's replacement text: `$1`, `${name}`, a backslash makes the next character literal. */
export function expandReplacement(template: string, match: RegExpExecArray): string {
  let out = "";
  for (let i = 0; i < template.length; i++) {
    const c = template[i]!;
    if (c === "\\") out += template[++i] ?? "";
    else if (c === "$") {
      const name = /^\{(\w+)\}/.exec(template.slice(i + 1));
      const digits = /^\d+/.exec(template.slice(i + 1));
      if (name) {
        out += match.groups?.[name[1]!] ?? "";
        i += name[0].length;
      } else if (digits) {
        let group = digits[0];
        while (group.length > 1 && Number(group) >= match.length) group = group.slice(0, -1);
        if (Number(group) >= match.length) raise("System.StringException", `No group ${group}`);
        out += match[Number(group)] ?? "";
        i += group.length;
      } else raise("System.StringException", "Illegal group reference");
    } else out += c;
  }
  return out;
}

export function replaceRegex(text: string, regex: RegExp, by: string, all: boolean): string {
  const pattern = new RegExp(regex.source, regex.flags.includes("g") ? regex.flags : regex.flags + "g");
  let out = "";
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    out += text.slice(last, match.index) + expandReplacement(by, match as RegExpExecArray);
    last = match.index + match[0].length;
    if (!all) break;
  }
  return out + text.slice(last);
}

/** Java's split: with limit 0 trailing empty parts go, a zero-width match at the start gives no empty first part. */
export function splitRegex(text: string, regex: RegExp, limit = 0): string[] {
  const pattern = new RegExp(regex.source, regex.flags + "g");
  const parts: string[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match[0].length === 0 && (match.index === 0 || match.index >= text.length)) continue;
    parts.push(text.slice(last, match.index));
    last = match.index + match[0].length;
  }
  if (last === 0 && parts.length === 0) return [text];
  parts.push(text.slice(last));
  if (limit === 0) while (parts.length && parts.at(-1) === "") parts.pop();
  return parts;
}
