import { raise } from "../runtime/exceptions.ts";
import { XmlNode } from "./xml-node.ts";

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function bad(what: string): never {
  return raise("System.XmlException", `Failed to parse XML due to: ${what}`);
}

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));|&/gi, (_whole, hex?: string, dec?: string, name?: string) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (dec) return String.fromCodePoint(Number(dec));
    return (name && ENTITIES[name]) || bad("could not resolve an entity");
  });
}

function encode(text: string, quotes = false): string {
  const plain = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return quotes ? plain.replace(/"/g, "&quot;") : plain;
}

const TOKEN =
  /<!--([\s\S]*?)-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<\/([^\s>]+)\s*>|<([^\s/>]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)|(<)/g;

/** Reads a document: elements with their namespaces, text and comments. @throws XmlException in Apex when it is malformed */
export function readXml(text: string): XmlNode {
  let root: XmlNode | null = null;
  const open: XmlNode[] = [];
  for (const [, comment, cdata, close, name, attributes, empty, content, stray] of text.matchAll(TOKEN)) {
    const top = open.at(-1) ?? null;
    if (stray) bad("unexpected character in markup <");
    else if (comment !== undefined) top?.append(new XmlNode("COMMENT", comment));
    else if (cdata !== undefined) (top ?? bad("text outside of the root element")).append(new XmlNode("TEXT", cdata));
    else if (content !== undefined) {
      if (top) top.append(new XmlNode("TEXT", decode(content)));
      else if (content.trim()) bad("only whitespace content allowed before start tag");
    } else if (close !== undefined) {
      if (!top || qualified(top) !== close) bad(`expected start tag name to be the same as end tag name </${close}>`);
      open.pop();
    } else if (name !== undefined) {
      if (!top && root) bad("only one root element is allowed");
      const element = start(name, attributes ?? "", top);
      root ??= element;
      if (!empty) open.push(element);
    }
  }
  if (open.length) bad("no more data available - expected end tag");
  return root ?? bad("only whitespace content allowed before start tag and not EOF");
}

function start(name: string, attributes: string, parent: XmlNode | null): XmlNode {
  const element = new XmlNode("ELEMENT", "");
  parent?.append(element);
  const given = [...attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, key, double, single]) => [key!, decode(double ?? single ?? "")] as const,
  );
  for (const [key, value] of given) {
    if (key === "xmlns") element.declare("", value);
    else if (key.startsWith("xmlns:")) element.declare(key.slice(6), value);
  }
  [element.prefix, element.name] = split(name);
  element.namespace = lookup(element, element.prefix);
  for (const [key, value] of given) {
    if (key === "xmlns" || key.startsWith("xmlns:")) continue;
    const [prefix, local] = split(key);
    element.setAttribute(local, prefix ? lookup(element, prefix) : null, value);
  }
  return element;
}

function lookup(element: XmlNode, prefix: string): string | null {
  const found = element.namespaceFor(prefix);
  if (found === null && prefix && prefix !== "xml")
    bad(`could not determine namespace bound to element prefix ${prefix}`);
  return found || null;
}

function split(name: string): [string, string] {
  const cut = name.indexOf(":");
  return cut < 0 ? ["", name] : [name.slice(0, cut), name.slice(cut + 1)];
}

function qualified(node: XmlNode): string {
  return node.prefix ? `${node.prefix}:${node.name}` : node.name;
}

/** Text of a node and what is in it. */
export function writeXml(node: XmlNode): string {
  if (node.kind === "COMMENT") return `<!--${node.text}-->`;
  if (node.kind === "TEXT") return encode(node.text);
  const name = qualified(node);
  const declared = [...node.declared].map(([p, ns]) => ` xmlns${p ? `:${p}` : ""}="${encode(ns, true)}"`);
  const attributes = node.attributes.map((a) => {
    const prefix = a.namespace === null ? null : node.prefixFor(a.namespace);
    return ` ${prefix ? `${prefix}:` : ""}${a.key}="${encode(a.value, true)}"`;
  });
  const head = `<${name}${declared.join("")}${attributes.join("")}`;
  return node.children.length ? `${head}>${node.children.map(writeXml).join("")}</${name}>` : `${head} />`;
}
