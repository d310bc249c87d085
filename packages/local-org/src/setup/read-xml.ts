import { XMLParser, XMLValidator } from "fast-xml-parser";

/** One element of the file with the line its tag starts on (first line is 1). */
export interface Element {
  name: string;
  line: number;
  attributes: Record<string, string>;
  children: Element[];
  /** All text directly inside, trimmed. */
  text: string;
}

export interface Fault {
  line: number;
  reason: string;
}

export type XmlResult = { roots: Element[] } | { fault: Fault };

const DEEPEST = 16;

/** Reads well-formed XML without document type: no DTD, no entities of its own, nothing nested deeper than 16 elements. */
export function readXml(text: string): XmlResult {
  const plain = text.replace(/^\uFEFF/, "");
  const lineOf = lineFinder(plain);
  const { markup, unclosed } = blankComments(plain);
  if (unclosed !== null)
    return { fault: { line: lineOf(unclosed), reason: "a comment or CDATA section is never closed" } };
  const declaration = markup.indexOf("<!");
  if (declaration !== -1) {
    return { fault: { line: lineOf(declaration), reason: "document types and entity declarations are not allowed" } };
  }
  const entity = markup.search(/&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)/);
  if (entity !== -1) {
    return { fault: { line: lineOf(entity), reason: "an & must be written &amp;, and no other entities exist here" } };
  }
  const deep = firstTooDeep(markup);
  if (deep !== null) return { fault: { line: lineOf(deep), reason: `elements are nested deeper than ${DEEPEST}` } };
  try {
    const valid = XMLValidator.validate(plain, { allowBooleanAttributes: false });
    if (valid !== true)
      return { fault: { line: valid.err.line || 1, reason: `is not well-formed XML: ${valid.err.msg}` } };
    return { roots: toElements(parser.parse(plain) as RawNode[], lineOf) };
  } catch (error) {
    return { fault: { line: 1, reason: `is not readable XML: ${(error as Error).message}` } };
  }
}

const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: true,
  htmlEntities: false,
  maxNestedTags: DEEPEST + 1,
});
const METADATA = XMLParser.getMetaDataSymbol() as unknown as symbol;

type RawNode = { [name: string]: unknown } & { ":@"?: Record<string, unknown> };

function toElements(nodes: RawNode[], lineOf: (index: number) => number): Element[] {
  const elements: Element[] = [];
  for (const node of nodes) {
    const name = Object.keys(node).find((key) => key !== ":@" && key !== "#text");
    if (name === undefined) continue;
    const inside = node[name] as RawNode[];
    const start = (node as { [METADATA]?: { startIndex?: number } } as never)[METADATA] as
      { startIndex?: number } | undefined;
    elements.push({
      name,
      line: lineOf(start?.startIndex ?? 0),
      attributes: Object.fromEntries(Object.entries(node[":@"] ?? {}).map(([key, value]) => [key, String(value)])),
      children: toElements(inside, lineOf),
      text: inside
        .filter((child) => "#text" in child)
        .map((child) => String(child["#text"]))
        .join(" ")
        .trim(),
    });
  }
  return elements;
}

/** Where the nesting first goes too deep; looked at before any parser that recurses sees the text. */
function firstTooDeep(markup: string): number | null {
  let depth = 0;
  for (const tag of markup.matchAll(/<(\/?)[A-Za-z_:][^<>]*?(\/?)>/g)) {
    if (tag[1] === "/") depth -= 1;
    else if (tag[2] !== "/") depth += 1;
    if (depth > DEEPEST) return tag.index;
  }
  return null;
}

/** Comments and CDATA turned into blanks, positions and lines kept. By hand: a lazy pattern is quadratic on `<!--<!--…`. */
function blankComments(text: string): { markup: string; unclosed: number | null } {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf("<!"); at !== -1; at = text.indexOf("<!", from)) {
    const end = text.startsWith("<!--", at) ? "-->" : text.startsWith("<![CDATA[", at) ? "]]>" : null;
    if (end === null) break;
    const close = text.indexOf(end, at + 4);
    if (close === -1) return { markup: text, unclosed: at };
    parts.push(text.slice(from, at), text.slice(at, close + 3).replace(/[^\n]/g, " "));
    from = close + 3;
  }
  return { markup: parts.join("") + text.slice(from), unclosed: null };
}

function lineFinder(text: string): (index: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (index) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
