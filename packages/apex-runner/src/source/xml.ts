/** Metadata files are plain element trees: no attributes that matter, no mixed content. */
export interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, e: string) => {
    if (e.startsWith("#x")) return String.fromCodePoint(parseInt(e.slice(2), 16));
    if (e.startsWith("#")) return String.fromCodePoint(Number(e.slice(1)));
    return ENTITIES[e] ?? whole;
  });
}

/** @throws Error when elements do not nest */
export function parseXml(text: string, path: string): XmlElement {
  const root: XmlElement = { name: "", text: "", children: [] };
  const open = [root];
  const pattern = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)[^>]*?(\/?)>|([^<]+)/g;
  for (const match of text.matchAll(pattern)) {
    const [, cdata, close, name, selfClosing, content] = match;
    const top = open.at(-1)!;
    if (cdata !== undefined) top.text += cdata;
    else if (content !== undefined) top.text += decode(content);
    else if (name && close) {
      if (open.length < 2 || top.name !== name) throw new Error(`${path}: </${name}> closes nothing`);
      open.pop();
    } else if (name) {
      const element: XmlElement = { name, text: "", children: [] };
      top.children.push(element);
      if (!selfClosing) open.push(element);
    }
  }
  if (open.length !== 1 || !root.children[0]) throw new Error(`${path}: not a complete XML document`);
  return root.children[0];
}

export function child(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((c) => c.name === name) ?? null;
}

export function childText(element: XmlElement, name: string): string | null {
  return child(element, name)?.text.trim() ?? null;
}

export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((c) => c.name === name);
}
