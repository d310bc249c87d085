import type { Components, Sources } from "./known.ts";

interface Reference {
  readonly pattern: RegExp;
  /** Kind of component that the first group names. */
  readonly kind: string;
}

/** How each language of the package names other components. The namespace before a name is ours or none. */
const references: Readonly<Record<string, readonly Reference[]>> = {
  ".page": [
    { pattern: /\$Resource\.(\w+)/g, kind: "resource" },
    { pattern: /\$Label\.(?:\w+\.)?(\w+)/g, kind: "label" },
    { pattern: /\b(?:controller|extensions)="(\w+)"/g, kind: "cls" },
    { pattern: /\$Page\.(\w+)/g, kind: "page" },
    { pattern: /\$RemoteAction\.(\w+)\./g, kind: "cls" },
  ],
  ".cmp": [
    { pattern: /\$Label\.c\.(\w+)/g, kind: "label" },
    { pattern: /messageChannel\s+type="(?:\w+?__)?(\w+?)__c"/g, kind: "messageChannel" },
    { pattern: /<c:(\w+)/g, kind: "bundle" },
    { pattern: /\bcontroller="(\w+)"/g, kind: "cls" },
  ],
  ".ts": [
    { pattern: /"@salesforce\/label\/c\.(\w+)"/g, kind: "label" },
    { pattern: /"@salesforce\/apex\/(\w+)\.\w+"/g, kind: "cls" },
    { pattern: /"@salesforce\/messageChannel\/(\w+)__c"/g, kind: "messageChannel" },
    { pattern: /"@salesforce\/customPermission\/(\w+)"/g, kind: "customPermission" },
    { pattern: /"@salesforce\/resourceUrl\/(\w+)"/g, kind: "resource" },
    { pattern: /"@salesforce\/schema\/(\w+__c\.\w+__c)"/g, kind: "field" },
    { pattern: /from "c\/(\w+)"/g, kind: "bundle" },
  ],
  ".html": [{ pattern: /<c-([a-z][a-z0-9-]*)/g, kind: "bundle" }],
};

const camel = (name: string) => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Faults of pages and components: what they name exists, and Visualforce loads scripts as the review wants it. */
export function markupFaults(path: string, text: string, sources: Sources, known: Components): string[] {
  const suffix = /\.\w+$/.exec(path)?.[0] ?? "";
  if (/\/__tests__\/|\.test\.ts$/.test(path) || !path.startsWith("force-app/")) return [];
  return [
    ...(references[suffix] ?? []).flatMap(({ pattern, kind }) =>
      [...text.matchAll(pattern)]
        .map((match) => (suffix === ".html" ? camel(match[1]!) : match[1]!))
        .filter((name) => !known.names.has(`${kind}:${name}`))
        .map((name) => `there is no ${kind} ${name}`),
    ),
    ...(suffix === ".page" ? pageFaults(text) : []),
    ...(suffix === ".cmp" ? auraFaults(path, text, sources) : []),
  ];
}

/** The security review refuses what does not come from a static resource by apex:includeScript and apex:stylesheet. */
function pageFaults(text: string): string[] {
  return [
    ...(/<script\b/i.test(text) ? ["loads scripts by apex:includeScript only"] : []),
    ...(/<link\b/i.test(text) ? ["loads styles by apex:stylesheet only"] : []),
    ...(/\son[a-z]+="/i.test(text) || /javascript:/i.test(text) ? ["has no inline script"] : []),
    ...[...text.matchAll(/<apex:(?:includeScript|stylesheet)\s+value="([^"]*)"/g)]
      .filter(([, value]) => !value!.includes("$Resource."))
      .map(([, value]) => `${value} is no static resource`),
  ];
}

/** An action needs its function in the controller, a value its attribute (handleMessage comes with the bridge's interface). */
function auraFaults(path: string, text: string, sources: Sources): string[] {
  const controller = sources.get(path.replace(/\.cmp$/, "Controller.js")) ?? "";
  const helper = sources.get(path.replace(/\.cmp$/, "Helper.js")) ?? "";
  const attributes = [...text.matchAll(/<aura:attribute\s+name="(\w+)"/g)].map((match) => match[1]!);
  const inherited = text.includes("service_cloud_voice:messageBridge") ? ["handleMessage"] : [];
  const used = [...`${text}${controller}${helper}`.matchAll(/\bv\.(\w+)/g)].map((match) => match[1]!);
  const defines = (source: string, name: string) => new RegExp(`^\\s*${name}\\s*:`, "m").test(source);
  return [
    ...[...text.matchAll(/\{!c\.(\w+)\}/g)]
      .filter(([, name]) => !defines(controller, name!))
      .map(([, name]) => `the controller has no ${name}`),
    ...[...controller.matchAll(/\bhelper\.(\w+)\(/g)]
      .filter(([, name]) => !defines(helper, name!))
      .map(([, name]) => `the helper has no ${name}`),
    ...[...new Set(used)]
      .filter((name) => ![...attributes, ...inherited, "body", "recordId"].includes(name))
      .map((name) => `there is no attribute ${name}`),
  ];
}
