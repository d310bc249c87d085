/** Escaping as Apache Commons Lang does it (rule 64). */
const XML: [RegExp, string][] = [
  [/&/g, "&amp;"],
  [/</g, "&lt;"],
  [/>/g, "&gt;"],
  [/"/g, "&quot;"],
];

const NAMED: Record<string, string> = {
  nbsp: "\u00a0",
  copy: "©",
  reg: "®",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
  euro: "€",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  trade: "™",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
  deg: "°",
  pound: "£",
  yen: "¥",
  sect: "§",
};
const NAMES = new Map(Object.entries(NAMED).map(([name, c]) => [c, name]));
const BASIC: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function basic(s: string): string {
  return XML.reduce((text, [pattern, by]) => text.replace(pattern, by), s);
}

function html(s: string): string {
  return basic(s).replace(/[\u00a0-\uffff]/g, (c) => (NAMES.has(c) ? `&${NAMES.get(c)};` : c));
}

function unescapeEntities(s: string, apos: boolean): string {
  return s.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, e: string) => {
    if (e.startsWith("#x")) return String.fromCodePoint(parseInt(e.slice(2), 16));
    if (e.startsWith("#")) return String.fromCodePoint(Number(e.slice(1)));
    if (e === "apos" && apos) return "'";
    return BASIC[e] ?? (apos ? whole : (NAMED[e] ?? whole));
  });
}

const CONTROL: Record<string, string> = {
  "\b": "\\b",
  "\n": "\\n",
  "\t": "\\t",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};
const BACK: Record<string, string> = { b: "\b", n: "\n", t: "\t", f: "\f", r: "\r" };

function unicode(c: string): string {
  return "\\u" + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}

function java(s: string): string {
  return s.replace(/["\\\b\n\t\f\r]/g, (c) => CONTROL[c]!).replace(/[^ -~]/g, unicode);
}

function unescapeJava(s: string): string {
  return s.replace(/\\(u+[0-9a-fA-F]{4}|[\s\S])/g, (_, e: string) =>
    e.length > 1 ? String.fromCharCode(parseInt(e.replace(/^u+/, ""), 16)) : (BACK[e] ?? e),
  );
}

export const escapes = {
  escapeCsv: (s: string) => (/[",\n\r]/.test(s) ? `"${s.replace(/"/g, '""')}"` : s),
  unescapeCsv: (s: string) =>
    /^".*"$/s.test(s) && /[",\n\r]/.test(s.slice(1, -1)) ? s.slice(1, -1).replace(/""/g, '"') : s,
  escapeEcmaScript: (s: string) => java(s).replace(/'/g, "\\'").replace(/\//g, "\\/"),
  unescapeEcmaScript: unescapeJava,
  escapeHtml3: html,
  escapeHtml4: html,
  unescapeHtml3: (s: string) => unescapeEntities(s, false),
  unescapeHtml4: (s: string) => unescapeEntities(s, false),
  escapeJava: java,
  unescapeJava,
  escapeUnicode: (s: string) => s.replace(/[^ -~]/g, unicode),
  unescapeUnicode: (s: string) =>
    s.replace(/\\u([0-9a-fA-F]{4})/g, (_, h: string) => String.fromCharCode(parseInt(h, 16))),
  escapeXml: (s: string) => basic(s).replace(/'/g, "&apos;"),
  unescapeXml: (s: string) => unescapeEntities(s, true),
};
