import { XMLParser, XMLValidator } from "fast-xml-parser";
import { propertiesOf, type MetadataType } from "./metadata-types.ts";

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, preserveOrder: false });
/** Free XML that Salesforce types as text. */
const free = new Set(["LightningComponentBundle.targetConfigs"]);
type Xml = string | { readonly [element: string]: Xml | readonly Xml[] };

/** Faults of one `-meta.xml` against the types of the Metadata API, as sentences. */
export function metadataFaults(text: string, types: ReadonlyMap<string, MetadataType>): string[] {
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true) return [`is no XML: line ${wellFormed.err.line}: ${wellFormed.err.msg}`];
  const document = parser.parse(text) as Record<string, Xml>;
  const roots = Object.keys(document).filter((name) => !name.startsWith("?"));
  const [root] = roots;
  if (root === undefined || !types.has(root)) return [`has the unknown root element ${root ?? ""}`];
  if (!text.includes('xmlns="http://soap.sforce.com/2006/04/metadata"'))
    return [`${root} lacks the metadata namespace`];
  return faultsOf(document[root]!, root, root, types);
}

/**
 * One API version everywhere: an older one means older platform behaviour in one component (Code Analyzer's
 * AvoidOldSalesforceApiVersions), a newer one than the project's has no published types.
 */
export function apiVersionFaults(text: string, current: string): string[] {
  return [...text.matchAll(/<apiVersion>\s*([^<\s]*)\s*</g)]
    .filter(([, version]) => version !== current)
    .map(([, version]) => `has apiVersion ${version}, the project ${current}`);
}

/** Values that are broken over lines: nothing says that Salesforce reads the breaks as blanks, in a header or in a label. */
export function brokenValueFaults(text: string): string[] {
  return [...text.matchAll(/<(\w+)>\s*\n\s*[^<\s][^<]*<\/\1>/g)].map(
    ([, element]) => `${element} stands on lines of its own, which become part of its value`,
  );
}

function faultsOf(value: Xml, type: string, path: string, types: ReadonlyMap<string, MetadataType>): string[] {
  const known = types.get(type);
  if (known?.values) return known.values.has(String(value)) ? [] : [`${path} may not be ${String(value)}`];
  if (known === undefined) return primitiveFault(value, type, path);
  if (typeof value === "string") {
    const missing = [...propertiesOf(types, type)].filter(([, property]) => property.isRequired);
    return value === "" && missing.length === 0 ? [] : [`${path} must have elements`];
  }
  const properties = propertiesOf(types, type);
  const faults = [...properties]
    // fullName is the file's name in source format.
    .filter(([name, { isRequired }]) => isRequired && !(name in value) && !(name === "fullName" && path === type))
    .map(([name]) => `${path} lacks ${name}`);
  for (const [name, found] of Object.entries(value)) {
    const property = properties.get(name);
    if (property === undefined) faults.push(`${path} has the unknown element ${name}`);
    else if (free.has(`${type}.${name}`)) continue;
    else if (Array.isArray(found) && !property.isList) faults.push(`${path}.${name} stands more than once`);
    else
      for (const each of (Array.isArray(found) ? found : [found]) as Xml[])
        faults.push(...faultsOf(each, property.type, `${path}.${name}`, types));
  }
  return faults;
}

function primitiveFault(value: Xml, type: string, path: string): string[] {
  if (typeof value !== "string") return [`${path} must be text`];
  if (type === "boolean" && !/^(true|false)$/.test(value)) return [`${path} must be true or false`];
  if (type === "number" && (value.trim() === "" || Number.isNaN(Number(value)))) return [`${path} must be a number`];
  return [];
}
