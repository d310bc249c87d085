import { XMLParser } from "fast-xml-parser";
import { flowFaults } from "./references/flows.ts";
import { componentsOf, list, type Components, type Fields, type Sources } from "./references/known.ts";
import { applicationFaults, flexiPageFaults } from "./references/lightning-pages.ts";
import { markupFaults } from "./references/markup.ts";
import { named } from "./references/named.ts";
import { permissionSetFaults, ungranted } from "./references/permission-sets.ts";
import { objectTranslationFaults } from "./object-translations.ts";
import { translationFaults } from "./translations.ts";

export type { Sources };

const parser = new XMLParser({ parseTagValue: false });

/** References between components that no type can tell: faults as `path: what`. */
export function referenceFaults(sources: Sources): string[] {
  const known = componentsOf(sources);
  const faults = [...sources].flatMap(([path, text]) => [
    ...rules.flatMap(({ suffix, root, faults: judge }) => {
      if (!path.endsWith(suffix)) return [];
      const content = (parser.parse(text) as Record<string, Fields>)[root] ?? {};
      return judge(content, known, path).map((fault) => `${path}: ${fault}`);
    }),
    ...markupFaults(path, text, sources, known).map((fault) => `${path}: ${fault}`),
  ]);
  return [
    ...faults,
    ...twins(sources),
    ...ungranted(sources),
    ...translationFaults(sources),
    ...objectTranslationFaults(sources),
  ];
}

interface Rule {
  readonly suffix: string;
  readonly root: string;
  readonly faults: (content: Fields, known: Components, path: string) => string[];
}

const rules: readonly Rule[] = [
  { suffix: ".permissionset-meta.xml", root: "PermissionSet", faults: permissionSetFaults },
  { suffix: ".flexipage-meta.xml", root: "FlexiPage", faults: flexiPageFaults },
  { suffix: ".app-meta.xml", root: "CustomApplication", faults: applicationFaults },
  { suffix: ".flow-meta.xml", root: "Flow", faults: flowFaults },
  {
    suffix: ".namedCredential-meta.xml",
    root: "NamedCredential",
    faults: (content, known) =>
      named(content, known, "namedCredentialParameters.externalCredential", "externalCredential"),
  },
  {
    suffix: ".ConversationVendorInformation-meta.xml",
    root: "ConversationVendorInfo",
    faults: vendorInfoFaults,
  },
  {
    suffix: ".tab-meta.xml",
    root: "CustomTab",
    faults: ({ customObject }, known, path) => {
      const object = path.split("/").at(-1)!.replace(".tab-meta.xml", "");
      return customObject === undefined || known.names.has(`object:${object}`) ? [] : [`there is no object ${object}`];
    },
  },
  {
    suffix: ".layout-meta.xml",
    root: "Layout",
    faults: ({ layoutSections }, known, path) => {
      const object = path.split("/").at(-1)!.split("-")[0]!;
      return list(layoutSections)
        .flatMap(({ layoutColumns }) => list(layoutColumns))
        .flatMap(({ layoutItems }) => list(layoutItems))
        .map(({ field }) => String(field))
        .filter((field) => field.endsWith("__c") && !known.names.has(`field:${object}.${field}`))
        .map((field) => `there is no field ${object}.${field}`);
    },
  },
  {
    suffix: ".sharingRules-meta.xml",
    root: "SharingRules",
    faults: ({ sharingOwnerRules }, known) =>
      list(sharingOwnerRules)
        .flatMap(({ sharedTo, sharedFrom }) => [...list(sharedTo), ...list(sharedFrom)])
        .flatMap((side) => named(side, known, "group", "group")),
  },
];

/** Names of the package's own components; only Lightning components and Visualforce pages carry a namespace. */
function vendorInfoFaults(content: Fields, known: Components, path: string): string[] {
  const bundle = (element: string) => {
    const name = content[element] === undefined ? undefined : String(content[element]).split(":").at(-1)!;
    return name === undefined || known.names.has(`bundle:${name}`) ? [] : [`there is no ${name}`];
  };
  const page = (element: string) => {
    const name = /^\/apex\/(?:\w+?__)?(\w+)$/.exec(String(content[element] ?? ""))?.[1];
    return name === undefined || known.names.has(`page:${name}`) ? [] : [`there is no page ${name}`];
  };
  const file = path.split("/").at(-1)!.split(".")[0];
  const isCapable = Object.entries(content).some(([name, value]) => name.endsWith("Supported") && value === "true");
  return [
    ...(isCapable && content["integrationClass"] === undefined ? ["a capability needs an integrationClass"] : []),
    ...named(content, known, "integrationClass", "cls"),
    ...named(content, known, "customConfig", "object"),
    ...named(content, known, "namedCredential", "namedCredential"),
    ...["bridgeComponent", "telephonySettingsComponent"].flatMap(bundle),
    ...["connectorUrl", "customLoginUrl"].flatMap(page),
    ...exposed(content["telephonySettingsComponent"], known),
    ...(content["developerName"] === undefined || content["developerName"] === file
      ? []
      : [`developerName must be the file's name, ${file}`]),
  ];
}

/** Omni-Channel can show only an exposed component (docs/facts/metadata.md); the bridge needs no more than to exist. */
function exposed(component: unknown, known: Components): string[] {
  const name = String(component ?? "")
    .split(":")
    .at(-1)!;
  const meta = known.bundleMeta.get(name);
  return meta === undefined || meta.includes("<isExposed>true</isExposed>") ? [] : [`${name} is not exposed`];
}

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
