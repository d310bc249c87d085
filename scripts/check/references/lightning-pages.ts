import { list, type Components, type Fields } from "./known.ts";

/** Components of Salesforce that our pages use, each with where its name is from. */
const standardComponents: Readonly<Record<string, string>> = {
  "force:highlightsPanel": "Salesforce's quick start for partner telephony",
  "force:detailPanel": "Salesforce's quick start for partner telephony",
  "force:relatedListContainer": "Salesforce's quick start for partner telephony",
  "force:relatedListSingleContainer": "public repositories",
  "runtime_conversation:mediaPlayer": "Salesforce's quick start for partner telephony",
  "scrt:conversationBody": "Salesforce's quick start for partner telephony",
  "runtime_service_omnichannel:omniWidget": "Salesforce's quick start for partner telephony",
};

/** LWC targets by the type of the page; Aura says the same by `implements`. */
const targets: Readonly<Record<string, string>> = {
  RecordPage: "lightning__RecordPage",
  UtilityBar: "lightning__UtilityBar",
  VoiceExtension: "lightning__VoiceExtension",
};

/** Faults of one Lightning page: its components exist, may stand on such a page, and have names of their own. */
export function flexiPageFaults(page: Fields, known: Components): string[] {
  const instances = list(page["flexiPageRegions"])
    .flatMap(({ itemInstances }) => list(itemInstances))
    .flatMap(({ componentInstance }) => list(componentInstance));
  const identifiers = instances.map(({ identifier }) => String(identifier));
  return [
    ...instances.flatMap(({ componentName }) => componentFaults(String(componentName), String(page["type"]), known)),
    ...identifiers
      .filter((each, index) => identifiers.indexOf(each) !== index)
      .map((each) => `identifier ${each} stands more than once`),
  ];
}

function componentFaults(name: string, pageType: string, known: Components): string[] {
  if (name.includes(":"))
    return name in standardComponents ? [] : [`${name} is no component of Salesforce that we know the name of`];
  const meta = known.bundleMeta.get(name);
  if (meta === undefined) return known.names.has(`bundle:${name}`) ? [] : [`there is no component ${name}`];
  const target = targets[pageType];
  return target === undefined || meta.includes(`<target>${target}</target>`) ? [] : [`${name} has no target ${target}`];
}

/** Faults of one application: pages, utility bar and tabs exist and fit. */
export function applicationFaults(app: Fields, known: Components): string[] {
  const tabs = list(app["tabs"]).map(String);
  const pageOf = (name: unknown) => known.pages.get(String(name));
  const utilityBar = app["utilityBar"];
  return [
    ...list(app["actionOverrides"]).flatMap(({ content, pageOrSobjectType }) => {
      const page = pageOf(content);
      if (page === undefined) return [`there is no page ${String(content)}`];
      return page.includes(`<sobjectType>${String(pageOrSobjectType)}</sobjectType>`)
        ? []
        : [`${String(content)} is no page for ${String(pageOrSobjectType)}`];
    }),
    ...(utilityBar === undefined || pageOf(utilityBar)?.includes("<type>UtilityBar</type>")
      ? []
      : [`there is no utility bar ${String(utilityBar)}`]),
    ...tabs
      .filter((tab) => !tab.startsWith("standard-") && !known.names.has(`tab:${tab}`))
      .map((tab) => `there is no tab ${tab}`),
    ...list((app["workspaceConfig"] as Fields | undefined)?.["mappings"])
      .map(({ tab }) => String(tab))
      .filter((tab) => !tabs.includes(tab))
      .map((tab) => `workspace maps ${tab}, which is no tab of the application`),
  ];
}
