/** Kinds of fields we hold; each has one Apex type. */
export type FieldKind =
  | "id"
  | "string"
  | "textarea"
  | "picklist"
  | "multipicklist"
  | "email"
  | "phone"
  | "url"
  | "boolean"
  | "int"
  | "double"
  | "currency"
  | "percent"
  | "date"
  | "datetime"
  | "time"
  | "reference"
  | "base64"
  | "encryptedstring"
  | "address";

export interface FieldSchema {
  name: string;
  label: string;
  kind: FieldKind;
  custom: boolean;
  required: boolean;
  unique: boolean;
  externalId: boolean;
  length: number | null;
  scale: number | null;
  referenceTo: string[];
  /** `Owner` for `OwnerId`, `Parent__r` for `Parent__c` */
  relationship: string | null;
  /** the list's name on the parent object */
  childRelationship: string | null;
  cascadeDelete: boolean;
  defaultValue: string | null;
  picklist: { value: string; label: string; default: boolean }[];
  /** the field a dependent picklist hangs on */
  controller: string | null;
  writable: boolean;
  /** `PC-{0000}` of a field that the org counts itself */
  autoNumber: string | null;
}

/** A field set of the source tree: paths such as `Account.Name` in their order. */
export interface FieldSetSchema {
  name: string;
  label: string;
  description: string | null;
  members: { path: string; required: boolean }[];
}

export interface ObjectSchema {
  name: string;
  label: string;
  labelPlural: string;
  prefix: string;
  kind: "standard" | "custom" | "metadata" | "setting" | "event";
  /** Set for hierarchy custom settings */
  settingsType: "Hierarchy" | "List" | null;
  fields: Map<string, FieldSchema>;
  fieldSets: Map<string, FieldSetSchema>;
}

export function apexTypeOf(kind: FieldKind): string {
  switch (kind) {
    case "id":
    case "reference":
      return "Id";
    case "boolean":
      return "Boolean";
    case "int":
      return "Integer";
    case "double":
    case "currency":
    case "percent":
      return "Decimal";
    case "date":
      return "Date";
    case "datetime":
      return "Datetime";
    case "time":
      return "Time";
    case "base64":
      return "Blob";
    case "string":
    case "textarea":
    case "picklist":
    case "multipicklist":
    case "email":
    case "phone":
    case "url":
    case "encryptedstring":
      return "String";
    case "address":
      return "Object";
  }
}

export function field(name: string, kind: FieldKind, rest: Partial<FieldSchema> = {}): FieldSchema {
  return {
    name,
    label: name
      .replace(/__c$/, "")
      .replace(/_/g, " ")
      .replace(/([a-z])([A-Z])/g, "$1 $2"),
    kind,
    custom: name.endsWith("__c"),
    required: false,
    unique: false,
    externalId: false,
    length: kind === "string" ? 255 : null,
    scale: null,
    referenceTo: [],
    relationship: null,
    childRelationship: null,
    cascadeDelete: false,
    defaultValue: null,
    picklist: [],
    controller: null,
    writable: true,
    autoNumber: null,
    ...rest,
  };
}

const SYSTEM_FIELDS = (): FieldSchema[] => [
  field("Id", "id", { writable: false }),
  field("IsDeleted", "boolean", { writable: false, defaultValue: "false" }),
  field("CreatedDate", "datetime", { writable: false }),
  field("CreatedById", "reference", { writable: false, referenceTo: ["User"], relationship: "CreatedBy" }),
  field("LastModifiedDate", "datetime", { writable: false }),
  field("LastModifiedById", "reference", { writable: false, referenceTo: ["User"], relationship: "LastModifiedBy" }),
  field("SystemModstamp", "datetime", { writable: false }),
  field("LastViewedDate", "datetime", { writable: false }),
  field("LastReferencedDate", "datetime", { writable: false }),
];

export function object(name: string, prefix: string, kind: ObjectSchema["kind"], fields: FieldSchema[]): ObjectSchema {
  const label = name
    .replace(/__(c|mdt|e)$/, "")
    .replace(/_/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2");
  const all = kind === "event" || kind === "metadata" ? [field("Id", "id", { writable: false })] : SYSTEM_FIELDS();
  const map = new Map<string, FieldSchema>();
  for (const f of [...all, ...fields]) map.set(f.name.toLowerCase(), f);
  return { name, label, labelPlural: `${label}s`, prefix, kind, settingsType: null, fields: map, fieldSets: new Map() };
}
