import type { CenterItem, CenterSection } from "../org/tables.ts";
import { readCertificate } from "./certificate.ts";
import { readXml, type Element, type Fault } from "./read-xml.ts";

/** The setup wizard's import file, guide chapter 4, read and checked. */
export interface ContactCenterFile {
  internalName: string;
  displayName: string;
  vendorInfoApiName: string;
  certificate: string;
  longDistancePrefix: string;
  sections: CenterSection[];
}

export type FileResult = { file: ContactCenterFile } | { faults: Fault[] };

export interface FileContext {
  /** API names of the vendor records in the org. */
  vendorInfoApiNames: ReadonlySet<string>;
  now: number;
}

export const MAX_SECTIONS = 500;
export const MAX_ITEMS = 1_000;
const MAX_FAULTS = 200;

type ItemRule = (value: string, context: FileContext) => string | null;

/** The two mandatory sections and their items: each rule answers what is wrong, or null. */
const required: Record<string, Record<string, ItemRule>> = {
  reqGeneralInfo: {
    reqInternalName: (value) =>
      /^[A-Za-z0-9]{1,80}$/.test(value) ? null : "must be 1 to 80 letters and digits, nothing else",
    reqDisplayName: (value) => (value.length <= 80 ? null : "is longer than 80 characters"),
    reqVendorInfoApiName: (value, { vendorInfoApiNames }) =>
      vendorInfoApiNames.has(value)
        ? null
        : `names no Conversation Vendor Info of this org (<namespace>__<developer name>); there is: ${[...vendorInfoApiNames].join(", ")}`,
  },
  reqHvcc: {
    reqTelephonyIntegrationCertificate: (value, { now }) => {
      if (value.length > 20_000) return "is longer than 20,000 characters";
      const result = readCertificate(value, now);
      return "reason" in result ? result.reason : null;
    },
    reqLongDistPrefix: (value) =>
      /^\+?[0-9]{1,7}$/.test(value) ? null : "must be a dialing prefix: an optional + and 1 to 7 digits",
  },
};

/** All faults of the file together, in line order; nothing in it is trusted when there is one. */
export function readContactCenterFile(text: string, context: FileContext): FileResult {
  const xml = readXml(text);
  if ("fault" in xml) return { faults: [xml.fault] };
  const root = xml.roots[0];
  if (root === undefined || xml.roots.length !== 1 || root.name !== "callCenter") {
    return { faults: [{ line: root?.line ?? 1, reason: "the root element must be one <callCenter>" }] };
  }
  const faults: Fault[] = [];
  if (root.text !== "") faults.push({ line: root.line, reason: "<callCenter> holds text outside of sections" });
  checkSections(root, faults);
  checkRequired(root, context, faults);
  if (faults.length > 0) return { faults: faults.sort((one, other) => one.line - other.line).slice(0, MAX_FAULTS) };
  return { file: toFile(root, context) };
}

function checkSections(root: Element, faults: Fault[]): void {
  if (root.children.length > MAX_SECTIONS) {
    const line = root.children[MAX_SECTIONS]?.line ?? root.line;
    faults.push({ line, reason: `has ${root.children.length} sections; ${MAX_SECTIONS} are allowed` });
  }
  const names = new Map<string, number>();
  for (const section of root.children) {
    checkNode(section, "section", ["name", "label", "sortOrder"], names, "section", faults);
    if (section.text !== "")
      faults.push({ line: section.line, reason: `section ${nameOf(section)} holds text outside of items` });
    checkItems(section, faults);
  }
}

function checkItems(section: Element, faults: Fault[]): void {
  if (section.children.length > MAX_ITEMS) {
    const line = section.children[MAX_ITEMS]?.line ?? section.line;
    faults.push({
      line,
      reason: `section ${nameOf(section)} has ${section.children.length} items; ${MAX_ITEMS} are allowed`,
    });
  }
  const names = new Map<string, number>();
  for (const item of section.children) {
    checkNode(item, "item", ["name", "label", "sortOrder"], names, `item in section ${nameOf(section)}`, faults);
    const child = item.children[0];
    if (child !== undefined)
      faults.push({ line: child.line, reason: `item ${nameOf(item)} must hold text only, not <${child.name}>` });
  }
}

function checkNode(
  element: Element,
  expected: string,
  attributes: readonly string[],
  names: Map<string, number>,
  what: string,
  faults: Fault[],
): void {
  const fault = (reason: string): void => void faults.push({ line: element.line, reason });
  if (element.name !== expected) return fault(`<${element.name}> is not known here; expected <${expected}>`);
  for (const name of Object.keys(element.attributes)) {
    if (!attributes.includes(name)) fault(`attribute ${name} of <${expected}> is not known`);
  }
  const { name, label, sortOrder } = element.attributes;
  if (label === undefined || label.trim() === "") fault(`<${expected}> ${name ?? ""} has no label`);
  if (sortOrder === undefined || !/^[0-9]{1,6}$/.test(sortOrder))
    fault(`sortOrder of <${expected}> ${name ?? ""} must be a whole number`);
  if (name === undefined || !/^[A-Za-z][A-Za-z0-9_]{0,79}$/.test(name)) {
    return fault(`name of <${expected}> must begin with a letter and hold letters, digits and underscores, at most 80`);
  }
  const first = names.get(name);
  if (first !== undefined) fault(`second ${what} with the name ${name}; the first is on line ${first}`);
  else names.set(name, element.line);
}

function checkRequired(root: Element, context: FileContext, faults: Fault[]): void {
  for (const [sectionName, rules] of Object.entries(required)) {
    const section = root.children.find((child) => child.attributes["name"] === sectionName);
    if (section === undefined) {
      faults.push({ line: root.line, reason: `section ${sectionName} is missing` });
      continue;
    }
    for (const [itemName, rule] of Object.entries(rules)) {
      const item = section.children.find((child) => child.attributes["name"] === itemName);
      if (item === undefined || item.text === "") {
        faults.push({
          line: (item ?? section).line,
          reason: `${itemName} ${item === undefined ? "is missing" : "is empty"} in section ${sectionName}`,
        });
        continue;
      }
      const reason = rule(item.text, context);
      if (reason !== null) faults.push({ line: item.line, reason: `${itemName} ${reason}` });
    }
  }
}

function toFile(root: Element, { now }: FileContext): ContactCenterFile {
  const sections = root.children.map(toSection).sort((one, other) => one.sortOrder - other.sortOrder);
  const value = (section: string, item: string): string =>
    sections.find(({ name }) => name === section)?.items.find(({ name }) => name === item)?.value ?? "";
  const certificate = readCertificate(value("reqHvcc", "reqTelephonyIntegrationCertificate"), now);
  if ("reason" in certificate) throw new TypeError(`The certificate was checked before: ${certificate.reason}`);
  return {
    internalName: value("reqGeneralInfo", "reqInternalName"),
    displayName: value("reqGeneralInfo", "reqDisplayName"),
    vendorInfoApiName: value("reqGeneralInfo", "reqVendorInfoApiName"),
    longDistancePrefix: value("reqHvcc", "reqLongDistPrefix"),
    certificate: certificate.pem,
    sections,
  };
}

function toSection(element: Element): CenterSection {
  const items: CenterItem[] = element.children
    .map((item) => ({ ...named(item), value: item.text }))
    .sort((one, other) => one.sortOrder - other.sortOrder);
  return { ...named(element), items };
}

function named(element: Element): { name: string; label: string; sortOrder: number } {
  return {
    name: nameOf(element),
    label: element.attributes["label"] ?? "",
    sortOrder: Number(element.attributes["sortOrder"]),
  };
}

function nameOf(element: Element): string {
  return element.attributes["name"] ?? "(without name)";
}
