/** Files of the package by path; what is no metadata or code is ignored. */
export type Sources = ReadonlyMap<string, string>;
export type Fields = Readonly<Record<string, unknown>>;

/** What stands once or several times. */
export const list = (value: unknown): readonly Fields[] =>
  value === undefined || value === "" ? [] : ((Array.isArray(value) ? value : [value]) as Fields[]);

/** What exists, for those who name it. */
export interface Components {
  /** `kind:name`, the kind being the file's suffix, `bundle`, `field`, `recordType`, `principal` or `label`. */
  readonly names: ReadonlySet<string>;
  readonly requiredFields: ReadonlySet<string>;
  /** `js-meta.xml` of Lightning web components by name. */
  readonly bundleMeta: ReadonlyMap<string, string>;
  /** Lightning pages by name. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Names from file names and, for principals and labels, from inside. */
export function componentsOf(sources: Sources): Components {
  const names = new Set<string>();
  const requiredFields = new Set<string>();
  const bundleMeta = new Map<string, string>();
  const pages = new Map<string, string>();
  for (const [path, text] of sources) {
    const file = path.split("/").at(-1)!;
    const [name = "", kind = ""] = file.replace("-meta.xml", "").split(/\.(?=[A-Za-z]+$)/);
    names.add(`${kind}:${name}`);
    const bundle = /\/(?:lwc|aura)\/([^/]+)\//.exec(path)?.[1];
    if (bundle) names.add(`bundle:${bundle}`);
    if (file.endsWith(".js-meta.xml")) bundleMeta.set(name, text);
    if (kind === "flexipage") pages.set(name, text);
    const [, object, part, member] =
      /objects\/([^/]+)\/(fields|recordTypes)\/([^/.]+)\.\w+-meta\.xml$/.exec(path) ?? [];
    if (part) names.add(`${part === "fields" ? "field" : "recordType"}:${object}.${member}`);
    if (part === "fields" && text.includes("<required>true</required>")) requiredFields.add(`${object}.${member}`);
    if (kind === "labels")
      for (const [, label] of text.matchAll(/<fullName>(\w+)<\/fullName>/g)) names.add(`label:${label}`);
    for (const [, principal] of text.matchAll(
      /<parameterName>(\w+)<\/parameterName>\s*<parameterType>NamedPrincipal</g,
    ))
      names.add(`principal:${name}-${principal}`);
  }
  return { names, requiredFields, bundleMeta, pages };
}
