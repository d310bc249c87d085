import { T } from "../runtime/types.ts";

export interface XmlAttribute {
  key: string;
  namespace: string | null;
  value: string;
}

/** `Dom.XmlNode`: an element, a text or a comment. Nodes are equal when they are the same. */
export class XmlNode {
  readonly $type = T("Dom.XmlNode");
  readonly kind: "ELEMENT" | "TEXT" | "COMMENT";
  /** of texts and comments */
  text: string;
  name = "";
  prefix = "";
  namespace: string | null = null;
  parent: XmlNode | null = null;
  readonly children: XmlNode[] = [];
  readonly attributes: XmlAttribute[] = [];
  /** namespaces declared here, by prefix */
  readonly declared = new Map<string, string>();

  constructor(kind: XmlNode["kind"], text: string) {
    this.kind = kind;
    this.text = text;
  }

  append(child: XmlNode): XmlNode {
    child.parent = this;
    this.children.push(child);
    return child;
  }

  declare(prefix: string, namespace: string): void {
    this.declared.set(prefix, namespace);
  }

  namespaceFor(prefix: string): string | null {
    return this.declared.get(prefix) ?? this.parent?.namespaceFor(prefix) ?? null;
  }

  prefixFor(namespace: string): string | null {
    for (const [prefix, ns] of this.declared) if (ns === namespace) return prefix;
    return this.parent?.prefixFor(namespace) ?? null;
  }

  attribute(key: string, namespace: string | null): XmlAttribute | null {
    return this.attributes.find((a) => a.key === key && a.namespace === (namespace || null)) ?? null;
  }

  setAttribute(key: string, namespace: string | null, value: string): void {
    const found = this.attribute(key, namespace);
    if (found) found.value = value;
    else this.attributes.push({ key, namespace: namespace || null, value });
  }

  toString(): string {
    return this.kind === "ELEMENT" ? `XMLNode[ELEMENT,${this.name},${this.namespace},${this.content}]` : this.text;
  }

  get content(): string {
    if (this.kind !== "ELEMENT") return this.text;
    return this.children
      .filter((c) => c.kind === "TEXT")
      .map((c) => c.text)
      .join("");
  }
}
