import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { field, object, type FieldKind, type FieldSchema, type ObjectSchema } from "../database/schema.ts";
import { standardObjects } from "../database/standard-objects.ts";
import { child, childText, childrenNamed, parseXml, type XmlElement } from "./xml.ts";

const KINDS: Record<string, FieldKind> = {
  Text: "string",
  TextArea: "textarea",
  LongTextArea: "textarea",
  Html: "textarea",
  EncryptedText: "encryptedstring",
  Picklist: "picklist",
  MultiselectPicklist: "multipicklist",
  Email: "email",
  Phone: "phone",
  Url: "url",
  Checkbox: "boolean",
  Number: "double",
  AutoNumber: "string",
  Currency: "currency",
  Percent: "percent",
  Date: "date",
  DateTime: "datetime",
  Time: "time",
  Lookup: "reference",
  MasterDetail: "reference",
  Hierarchy: "reference",
  MetadataRelationship: "reference",
  ExternalLookup: "reference",
  Summary: "double",
  Location: "string",
};

/** Standard objects plus whatever `objects/` folders add: own objects, own fields, custom settings, metadata types, events. */
export function readCustomObjects(paths: string[]): Map<string, ObjectSchema> {
  const objects = new Map(standardObjects().map((o) => [o.name.toLowerCase(), o]));
  let custom = 0;
  const get = (name: string): ObjectSchema => {
    const found = objects.get(name.toLowerCase());
    if (found) return found;
    const created = newObject(name, `a${(custom++).toString(36).padStart(2, "0")}`);
    objects.set(name.toLowerCase(), created);
    return created;
  };
  for (const path of paths) {
    const nameOfObject = /\.object(-meta\.xml)?$/.test(path)
      ? basename(path).replace(/\.object(-meta\.xml)?$/, "")
      : null;
    if (nameOfObject) {
      const root = parseXml(readFileSync(path, "utf8"), path);
      readObject(get(nameOfObject), root);
      for (const f of childrenNamed(root, "fields")) addField(get(nameOfObject), f, path);
      for (const s of childrenNamed(root, "fieldSets")) addFieldSet(get(nameOfObject), s);
    } else if (/\.field-meta\.xml$/.test(path)) {
      addField(get(basename(dirname(dirname(path)))), parseXml(readFileSync(path, "utf8"), path), path);
    } else if (/\.fieldSet-meta\.xml$/.test(path)) {
      addFieldSet(get(basename(dirname(dirname(path)))), parseXml(readFileSync(path, "utf8"), path));
    }
  }
  return objects;
}

function newObject(name: string, prefix: string): ObjectSchema {
  if (name.endsWith("__mdt")) {
    const names = ["DeveloperName", "MasterLabel", "Label", "QualifiedApiName", "NamespacePrefix", "Language"];
    return object(
      name,
      `m${prefix.slice(1)}`,
      "metadata",
      names.map((n) => field(n, "string")),
    );
  }
  if (name.endsWith("__e")) {
    const standard = [
      field("ReplayId", "string"),
      field("EventUuid", "string"),
      field("CreatedDate", "datetime"),
      field("CreatedById", "reference"),
    ];
    return object(name, `e${prefix.slice(1)}`, "event", standard);
  }
  const owner = field("OwnerId", "reference", { referenceTo: ["User", "Group"], relationship: "Owner" });
  const kind = name.endsWith("__c") ? "custom" : "standard";
  const recordType = field("RecordTypeId", "reference", { referenceTo: ["RecordType"], relationship: "RecordType" });
  return object(name, prefix, kind, [field("Name", "string"), owner, recordType]);
}

function readObject(schema: ObjectSchema, root: XmlElement): void {
  schema.label = childText(root, "label") ?? schema.label;
  schema.labelPlural = childText(root, "pluralLabel") ?? schema.labelPlural;
  const name = child(root, "nameField");
  if (name && childText(name, "type") === "AutoNumber")
    schema.fields.set(
      "name",
      field("Name", "string", { ...autoNumber(name), label: childText(name, "label") ?? "Name" }),
    );
  const settings = childText(root, "customSettingsType");
  if (!settings) return;
  schema.kind = "setting";
  schema.settingsType = settings as "Hierarchy" | "List";
  schema.fields.set(
    "setupownerid",
    field("SetupOwnerId", "reference", { referenceTo: ["User"], relationship: "SetupOwner" }),
  );
}

function addField(schema: ObjectSchema, xml: XmlElement, path: string): void {
  const name = childText(xml, "fullName")!;
  const type = childText(xml, "type");
  const existing = schema.fields.get(name.toLowerCase());
  if (!type) return;
  const kind = KINDS[type];
  if (!kind) throw new Error(`${path}: field type ${type} is not supported`);
  const scale = childText(xml, "scale");

  const reference = childText(xml, "referenceTo") ?? (type === "Hierarchy" ? "User" : null);
  const child_ = childText(xml, "relationshipName");
  const custom: Partial<FieldSchema> = {
    label: childText(xml, "label") ?? name,
    required: childText(xml, "required") === "true" || type === "MasterDetail",
    unique: childText(xml, "unique") === "true",
    externalId: childText(xml, "externalId") === "true",
    length: childText(xml, "length") ? Number(childText(xml, "length")) : (existing?.length ?? null),
    scale: scale ? Number(scale) : null,
    defaultValue: childText(xml, "defaultValue") ?? (type === "Checkbox" ? "false" : null),
    writable: type !== "AutoNumber" && type !== "Summary" && !childText(xml, "formula"),
    picklist: picklistOf(xml),
    controller: controllerOf(xml),
    ...(type === "AutoNumber" ? autoNumber(xml) : {}),
  };
  if (reference) {
    custom.referenceTo = [reference];
    custom.relationship = name.replace(/__c$/, "__r");
    custom.childRelationship = child_ ? `${child_}__r` : null;
    custom.cascadeDelete = type === "MasterDetail";
  }
  schema.fields.set(name.toLowerCase(), field(name, kind, custom));
}

function autoNumber(xml: XmlElement): Partial<FieldSchema> {
  return { autoNumber: childText(xml, "displayFormat") ?? "{0}", writable: false };
}

function controllerOf(xml: XmlElement): string | null {
  const set = child(xml, "valueSet");
  return set && childText(set, "controllingField");
}

function addFieldSet(schema: ObjectSchema, xml: XmlElement): void {
  const name = childText(xml, "fullName")!;
  const members = childrenNamed(xml, "displayedFields").map((m) => ({
    path: childText(m, "field")!,
    required: childText(m, "isRequired") === "true",
  }));
  const [label, description] = [childText(xml, "label") ?? name, childText(xml, "description")];
  schema.fieldSets.set(name.toLowerCase(), { name, label, description, members });
}

function picklistOf(xml: XmlElement): FieldSchema["picklist"] {
  const set = child(xml, "valueSet");
  const definition = set && child(set, "valueSetDefinition");
  return (definition ? childrenNamed(definition, "value") : []).map((v) => ({
    value: childText(v, "fullName") ?? "",
    label: childText(v, "label") ?? "",
    default: childText(v, "default") === "true",
  }));
}
