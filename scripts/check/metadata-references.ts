import { XMLParser } from "fast-xml-parser";
import { translationFaults } from "./translations.ts";

/** Files of the package by path; what is no metadata or Apex is ignored. */
export type Sources = ReadonlyMap<string, string>;
type Fields = Readonly<Record<string, unknown>>;

const parser = new XMLParser({ parseTagValue: false });
/** What stands once or several times. */
const list = (value: unknown): readonly Fields[] =>
  value === undefined || value === "" ? [] : ((Array.isArray(value) ? value : [value]) as Fields[]);

/** References between components that no type can tell: faults as `path: what`. */
export function referenceFaults(sources: Sources): string[] {
  const known = componentsOf(sources);
  const faults = [...sources].flatMap(([path, text]) =>
    rules.flatMap(({ suffix, root, faults: judge }) => {
      if (!path.endsWith(suffix)) return [];
      const content = (parser.parse(text) as Record<string, Fields>)[root] ?? {};
      return judge(content, known).map((fault) => `${path}: ${fault}`);
    }),
  );
  return [...faults, ...twins(sources), ...translationFaults(sources)];
}

interface Components {
  readonly names: ReadonlySet<string>;
  readonly requiredFields: ReadonlySet<string>;
}

/** Names as `kind:name`, from file names and, for principals, from inside. */
function componentsOf(sources: Sources): Components {
  const names = new Set<string>();
  const requiredFields = new Set<string>();
  for (const [path, text] of sources) {
    const file = path.split("/").at(-1)!;
    const [name = "", kind = ""] = file.replace("-meta.xml", "").split(/\.(?=[A-Za-z]+$)/);
    names.add(`${kind}:${name}`);
    const bundle = /\/(?:lwc|aura)\/([^/]+)\//.exec(path)?.[1];
    if (bundle) names.add(`bundle:${bundle}`);
    const field = /objects\/([^/]+)\/fields\/([^/]+)\.field-meta\.xml$/.exec(path);
    if (field) {
      names.add(`field:${field[1]}.${field[2]}`);
      if (text.includes("<required>true</required>")) requiredFields.add(`${field[1]}.${field[2]}`);
    }
    for (const [, principal] of text.matchAll(
      /<parameterName>(\w+)<\/parameterName>\s*<parameterType>NamedPrincipal</g,
    ))
      names.add(`principal:${name}-${principal}`);
  }
  return { names, requiredFields };
}

interface Rule {
  readonly suffix: string;
  readonly root: string;
  readonly faults: (content: Fields, known: Components) => string[];
}
/** Elements that name a component: `list.element` and the kind that must exist. */
const named = (content: Fields, known: Components, path: string, kind: string): string[] => {
  const [outer = "", inner] = path.split(".");
  return list(content[outer])
    .map((each) => (inner === undefined ? each : each[inner]) as unknown)
    .filter((name) => name !== undefined && !known.names.has(`${kind}:${String(name)}`))
    .map((name) => `there is no ${kind} ${String(name)}`);
};

const rules: readonly Rule[] = [
  {
    suffix: ".permissionset-meta.xml",
    root: "PermissionSet",
    faults: (content, known) => [
      ...named(content, known, "classAccesses.apexClass", "cls"),
      ...named(content, known, "customPermissions.name", "customPermission"),
      ...named(content, known, "objectPermissions.object", "object"),
      ...named(content, known, "fieldPermissions.field", "field"),
      ...named(content, known, "pageAccesses.apexPage", "page"),
      ...named(content, known, "applicationVisibilities.application", "app"),
      ...named(content, known, "externalCredentialPrincipalAccesses.externalCredentialPrincipal", "principal"),
      ...list(content["fieldPermissions"])
        .filter(({ field }) => known.requiredFields.has(String(field)))
        .map(({ field }) => `${String(field)} is required, so a permission for it is refused at deployment`),
      ...["userPermissions", "license"]
        .filter((name) => name in content)
        .map((name) => `${name} is not taken into a managed package`),
    ],
  },
  {
    suffix: ".namedCredential-meta.xml",
    root: "NamedCredential",
    faults: (content, known) =>
      named(content, known, "namedCredentialParameters.externalCredential", "externalCredential"),
  },
  {
    suffix: ".ConversationVendorInformation-meta.xml",
    root: "ConversationVendorInfo",
    faults: (content, known) => [
      ...named(content, known, "integrationClass", "cls"),
      ...named(content, known, "customConfig", "object"),
      ...named(content, known, "namedCredential", "namedCredential"),
      ...["bridgeComponent", "telephonySettingsComponent"].flatMap((element) => {
        const component = content[element] === undefined ? undefined : String(content[element]).split(":").at(-1)!;
        return component === undefined || known.names.has(`bundle:${component}`) ? [] : [`there is no ${component}`];
      }),
    ],
  },
];

/** A class without its -meta.xml is dropped in silence by the CLI. */
function twins(sources: Sources): string[] {
  const classes = [...sources.keys()].filter((path) => path.endsWith(".cls"));
  const metas = [...sources.keys()].filter((path) => path.endsWith(".cls-meta.xml"));
  return [
    ...classes.filter((path) => !sources.has(`${path}-meta.xml`)).map((path) => `${path}: has no -meta.xml`),
    ...metas
      .filter((path) => !sources.has(path.replace("-meta.xml", "")))
      .map((path) => `${path}: stands without its class`),
  ];
}
