import { ApexList } from "../runtime/collections.ts";
import { enumValue } from "../runtime/enums.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { T } from "../runtime/types.ts";
import { implement } from "./registry.ts";
import { readXml, writeXml } from "./xml-text.ts";
import { XmlNode } from "./xml-node.ts";

export class XmlDocument {
  readonly $type = T("Dom.Document");
  root: XmlNode | null = null;
}

function newElement(name: string, namespace: string | null, prefix: string | null, parent: XmlNode | null): XmlNode {
  const element = new XmlNode("ELEMENT", "");
  parent?.append(element);
  element.name = nn(name);
  element.namespace = namespace || null;
  if (element.namespace === null) return element;
  const known = parent?.prefixFor(element.namespace) ?? null;
  if (prefix || known === null) {
    element.prefix = prefix ?? "";
    if (element.namespaceFor(element.prefix) !== element.namespace) element.declare(element.prefix, element.namespace);
  } else element.prefix = known;
  return element;
}

export function documentText(d: XmlDocument): string {
  if (!d.root) raise("System.XmlException", "The document has no root element");
  return `<?xml version="1.0" encoding="UTF-8"?>${writeXml(d.root!)}`;
}

export function loadDocument(d: XmlDocument, text: string): XmlDocument {
  d.root = readXml(nn(text));
  return d;
}

implement("Dom.Document", {
  new: () => new XmlDocument(),
  createRootElement: (d: XmlDocument, name: string, namespace: string | null, prefix: string | null) =>
    (d.root = newElement(name, namespace, prefix, null)),
  getRootElement: (d: XmlDocument) => d.root,
  load: (d: XmlDocument, text: string) => {
    loadDocument(d, text);
    return null;
  },
  toXmlString: documentText,
});

const nodes = (found: XmlNode[]): ApexList => new ApexList(T("List<Dom.XmlNode>"), found);
const elements = (n: XmlNode): XmlNode[] => n.children.filter((c) => c.kind === "ELEMENT");
const attributeAt = (n: XmlNode, i: number): XmlNode["attributes"][number] =>
  n.attributes[nn(i)] ?? raise("System.XmlException", `Attribute index out of bounds: ${i}`);

implement("Dom.XmlNode", {
  addChildElement: (n: XmlNode, name: string, namespace: string | null, prefix: string | null) =>
    newElement(name, namespace, prefix, n),
  addCommentNode: (n: XmlNode, text: string) => n.append(new XmlNode("COMMENT", nn(text))),
  addTextNode: (n: XmlNode, text: string) => n.append(new XmlNode("TEXT", nn(text))),
  getAttribute: (n: XmlNode, key: string, ns: string | null) => n.attribute(nn(key), ns)?.value ?? null,
  getAttributeCount: (n: XmlNode) => n.attributes.length,
  getAttributeKeyAt: (n: XmlNode, i: number) => attributeAt(n, i).key,
  getAttributeKeyNsAt: (n: XmlNode, i: number) => attributeAt(n, i).namespace,
  getAttributeValue: (n: XmlNode, key: string, ns: string | null) => n.attribute(nn(key), ns)?.value ?? null,
  getChildElement: (n: XmlNode, name: string, ns: string | null) =>
    elements(n).find((c) => c.name === nn(name) && c.namespace === (ns || null)) ?? null,
  getChildElements: (n: XmlNode) => nodes(elements(n)),
  getChildren: (n: XmlNode) => nodes(n.children.slice()),
  getName: (n: XmlNode) => (n.kind === "ELEMENT" ? n.name : null),
  getNamespace: (n: XmlNode) => n.namespace,
  getNamespaceFor: (n: XmlNode, prefix: string) => n.namespaceFor(nn(prefix)),
  getNodeType: (n: XmlNode) => enumValue(T("Dom.XmlNodeType").symbol, n.kind),
  getParent: (n: XmlNode) => n.parent,
  getPrefixFor: (n: XmlNode, ns: string) => n.prefixFor(nn(ns)),
  getText: (n: XmlNode) => n.content,
  insertBefore: (n: XmlNode, fresh: XmlNode, reference: XmlNode | null) => {
    const at = reference === null ? n.children.length : n.children.indexOf(reference);
    if (at < 0) raise("System.XmlException", "The reference is no child of this node");
    const from = nn(fresh).parent?.children;
    from?.splice(from.indexOf(fresh), 1);
    n.children.splice(at, 0, fresh);
    fresh.parent = n;
    return fresh;
  },
  removeAttribute: (n: XmlNode, key: string, ns: string | null) => {
    const found = n.attribute(nn(key), ns);
    if (found) n.attributes.splice(n.attributes.indexOf(found), 1);
    return found !== null;
  },
  removeChild: (n: XmlNode, child: XmlNode) => {
    const at = n.children.indexOf(nn(child));
    if (at < 0) return false;
    n.children.splice(at, 1);
    child.parent = null;
    return true;
  },
  setAttribute: (n: XmlNode, key: string, value: string) => {
    n.setAttribute(nn(key), null, nn(value));
    return null;
  },
  setAttributeNs: (n: XmlNode, key: string, value: string, keyNs: string | null, _valueNs: string | null) => {
    if (keyNs && n.prefixFor(keyNs) === null) n.declare(`ns${n.declared.size}`, keyNs);
    n.setAttribute(nn(key), keyNs, nn(value));
    return null;
  },
  setNamespace: (n: XmlNode, prefix: string | null, ns: string) => {
    n.declare(prefix ?? "", nn(ns));
    return null;
  },
});
