/**
 * What Salesforce's converter makes of a source tree, by its registry (docs/decisions/component-list.md). It drops what it does
 * not recognise in silence, so here every file belongs to a component or is a fault.
 */
export interface Component {
  readonly type: string;
  readonly name: string;
}

interface ComponentType {
  readonly type: string;
  readonly folder: string;
  readonly suffix: string;
  /** A file of the same name without `-meta.xml` holds the content. */
  readonly hasContent?: true;
}

/** Folder and suffix of each type that we use; spelling counts, capital letters too. */
export const componentTypes: readonly ComponentType[] = [
  { type: "ApexClass", folder: "classes", suffix: "cls", hasContent: true },
  { type: "ApexPage", folder: "pages", suffix: "page", hasContent: true },
  { type: "ChannelObjectLinkingRule", folder: "ChannelObjectLinkingRules", suffix: "ChannelObjectLinkingRule" },
  { type: "ConversationVendorInfo", folder: "ConversationVendorInformation", suffix: "ConversationVendorInformation" },
  { type: "CorsWhitelistOrigin", folder: "corsWhitelistOrigins", suffix: "corsWhitelistOrigin" },
  { type: "CspTrustedSite", folder: "cspTrustedSites", suffix: "cspTrustedSite" },
  { type: "CustomApplication", folder: "applications", suffix: "app" },
  { type: "CustomLabels", folder: "labels", suffix: "labels" },
  { type: "CustomPermission", folder: "customPermissions", suffix: "customPermission" },
  { type: "CustomTab", folder: "tabs", suffix: "tab" },
  { type: "ExternalCredential", folder: "externalCredentials", suffix: "externalCredential" },
  { type: "FlexiPage", folder: "flexipages", suffix: "flexipage" },
  { type: "Flow", folder: "flows", suffix: "flow" },
  { type: "Group", folder: "groups", suffix: "group" },
  { type: "Layout", folder: "layouts", suffix: "layout" },
  { type: "LightningMessageChannel", folder: "messageChannels", suffix: "messageChannel" },
  { type: "NamedCredential", folder: "namedCredentials", suffix: "namedCredential" },
  { type: "PermissionSet", folder: "permissionsets", suffix: "permissionset" },
  {
    type: "PlatformEventChannelMember",
    folder: "platformEventChannelMembers",
    suffix: "platformEventChannelMember",
  },
  { type: "ServicePresenceStatus", folder: "servicePresenceStatuses", suffix: "servicePresenceStatus" },
  { type: "Settings", folder: "settings", suffix: "settings" },
  { type: "SharingRules", folder: "sharingRules", suffix: "sharingRules" },
  { type: "Translations", folder: "translations", suffix: "translation" },
];

/** Parts of an object, each in a folder of its own under `objects/<object>/`. */
const objectParts: readonly ComponentType[] = [
  { type: "CompactLayout", folder: "compactLayouts", suffix: "compactLayout" },
  { type: "CustomField", folder: "fields", suffix: "field" },
  { type: "ListView", folder: "listViews", suffix: "listView" },
  { type: "RecordType", folder: "recordTypes", suffix: "recordType" },
  { type: "ValidationRule", folder: "validationRules", suffix: "validationRule" },
];

/** A bundle is a folder; each of its files has the folder's name and one of these endings. The first ones must be there. */
const bundles = [
  {
    type: "LightningComponentBundle",
    folder: "lwc",
    needed: [".ts", ".js-meta.xml"],
    // `.js` is emitted from `.ts` by the build.
    allowed: [".js", ".html", ".css", ".svg"],
  },
  {
    type: "AuraDefinitionBundle",
    folder: "aura",
    needed: [".cmp", ".cmp-meta.xml"],
    allowed: ["Controller.js", "Helper.js", "Renderer.js", ".css", ".svg", ".design", ".auradoc"],
  },
] as const;

export interface ComponentList {
  readonly components: readonly Component[];
  readonly faults: readonly string[];
}

/** Components of one package directory, from the paths of its files; tests and TypeScript declarations are not among them. */
export function componentList(paths: readonly string[]): ComponentList {
  const components = new Map<string, Component>();
  const faults: string[] = [];
  const add = (component: Component) => components.set(`${component.type}:${component.name}`, component);
  const all = new Set(paths);
  for (const path of paths) {
    if (/\/__tests__\/|\.d\.ts$|\/\.[^/]+$/.test(path)) continue;
    const found =
      inBundle(path) ?? inObject(path) ?? inTranslation(path, all) ?? inStaticResource(path, all) ?? plain(path, all);
    if (typeof found === "string") faults.push(`${path} ${found}`);
    else add(found);
  }
  return {
    components: [...components.values()].sort((a, b) => order(a).localeCompare(order(b))),
    faults: [...faults, ...incompleteBundles(paths)],
  };
}

const order = ({ type, name }: Component) => `${type} ${name}`;
const NOTHING = "belongs to no component: the converter would leave it out in silence";

/** LWC developer guide, "Component Folder": holds for the folder and for every file in it. */
const FILE_IN_LWC = /^[a-z](?!\w*__)\w*(?<!_)\./;
const MISNAMED =
  "is no name for a file of a Lightning web component: a small letter first, then letters, digits, underscores";

function inBundle(path: string): Component | string | null {
  for (const { type, folder, needed, allowed } of bundles) {
    const [, name, file] = new RegExp(`/${folder}/([^/]+)/(.+)$`).exec(path) ?? [];
    if (name === undefined || file === undefined) continue;
    const isOurs = [...needed, ...allowed].some((ending) => file === `${name}${ending}`);
    if (folder === "lwc" && !FILE_IN_LWC.test(file)) return MISNAMED;
    // Further modules of an LWC bundle are deployed too.
    const isModule = folder === "lwc" && /\.(ts|js|html|css)$/.test(file);
    return isOurs || isModule ? { type, name } : NOTHING;
  }
  return null;
}

function incompleteBundles(paths: readonly string[]): string[] {
  return bundles.flatMap(({ folder, needed }) => {
    const names = new Set(paths.flatMap((path) => new RegExp(`^(.*/${folder}/([^/]+))/`).exec(path)?.[1] ?? []));
    return [...names].flatMap((bundle) =>
      needed
        .filter((ending) => !paths.includes(`${bundle}/${bundle.split("/").at(-1)}${ending}`))
        .map((ending) => `${bundle} has no ${ending}`),
    );
  });
}

function inObject(path: string): Component | string | null {
  const [, object, rest] = /\/objects\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (object === undefined || rest === undefined) return null;
  if (rest === `${object}.object-meta.xml`) return { type: "CustomObject", name: object };
  for (const { type, folder, suffix } of objectParts) {
    const [, name] = new RegExp(`^${folder}/([^/]+)\\.${suffix}-meta\\.xml$`).exec(rest) ?? [];
    if (name !== undefined) return { type, name: `${object}.${name}` };
  }
  return NOTHING;
}

/** Fields lie beside the object and are one component with it. */
function inTranslation(path: string, all: ReadonlySet<string>): Component | string | null {
  const [, folder, name, file = ""] = /^(.*\/objectTranslations\/([^/]+))\/(.+)$/.exec(path) ?? [];
  if (folder === undefined || name === undefined) return null;
  const object = `${name}.objectTranslation-meta.xml`;
  if (file !== object && !/^\w+\.fieldTranslation-meta\.xml$/.test(file)) return NOTHING;
  return all.has(`${folder}/${object}`) ? { type: "CustomObjectTranslation", name } : `stands without ${object}`;
}

function inStaticResource(path: string, all: ReadonlySet<string>): Component | string | null {
  const [, folder, name] = /^(.*\/staticresources)\/([^/.]+)/.exec(path) ?? [];
  if (folder === undefined || name === undefined) return null;
  return all.has(`${folder}/${name}.resource-meta.xml`) ? { type: "StaticResource", name } : NOTHING;
}

function plain(path: string, all: ReadonlySet<string>): Component | string {
  const [file = "", folder = ""] = path.split("/").reverse();
  for (const { type, folder: wanted, suffix, hasContent } of componentTypes) {
    const isMeta = file.endsWith(`.${suffix}-meta.xml`);
    const isContent = hasContent === true && file.endsWith(`.${suffix}`);
    if (!isMeta && !isContent) continue;
    if (folder !== wanted) return `must lie in a folder ${wanted}`;
    const twin = isMeta ? path.slice(0, -"-meta.xml".length) : `${path}-meta.xml`;
    if (hasContent === true && !all.has(twin)) return `stands without ${twin.split("/").at(-1)}`;
    return { type, name: file.slice(0, file.length - `.${suffix}${isMeta ? "-meta.xml" : ""}`.length) };
  }
  return NOTHING;
}
