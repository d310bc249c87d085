import { ApexList, ApexMap } from "../runtime/collections.ts";
import { enumValue } from "../runtime/enums.ts";
import { hashOf, id18 } from "../runtime/equality.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { newRecordOf } from "../database/execute.ts";
import type { FieldKind, FieldSchema, ObjectSchema } from "../database/schema.ts";
import { literalOfField } from "../database/field-values.ts";
import { T } from "../runtime/types.ts";
import type { Type } from "../symbols/model.ts";
import { implement } from "./registry.ts";

/** `Schema.SObjectType` of one object. */
export class ObjectToken {
  get $type(): Type {
    return T("Schema.SObjectType");
  }
  readonly schema: ObjectSchema;
  constructor(schema: ObjectSchema) {
    this.schema = schema;
  }
  toString(): string {
    return this.schema.name;
  }
}

/** `Schema.SObjectField`, and the result of describing it. */
export class FieldToken {
  get $type(): Type {
    return T("Schema.SObjectField");
  }
  readonly schema: ObjectSchema;
  readonly field: FieldSchema;
  constructor(schema: ObjectSchema, field: FieldSchema) {
    this.schema = schema;
    this.field = field;
  }
  toString(): string {
    return this.field.name;
  }
}

class ObjectDescribe {
  readonly $type = T("Schema.DescribeSObjectResult");
  readonly schema: ObjectSchema;
  constructor(schema: ObjectSchema) {
    this.schema = schema;
  }
  get fields(): { $type: Type; schema: ObjectSchema } {
    return { $type: T("Schema.FieldMap"), schema: this.schema };
  }
  get fieldsets(): { $type: Type; schema: ObjectSchema } {
    return { $type: T("Schema.FieldSetMap"), schema: this.schema };
  }
}

class FieldDescribe {
  readonly $type = T("Schema.DescribeFieldResult");
  readonly token: FieldToken;
  constructor(token: FieldToken) {
    this.token = token;
  }
  toString(): string {
    return `Schema.DescribeFieldResult[${this.token.field.name}]`;
  }
}

const objectTokens = new WeakMap<ObjectSchema, ObjectToken>();
const fieldTokens = new WeakMap<FieldSchema, FieldToken>();

export function tokenOf(schema: ObjectSchema): ObjectToken {
  let found = objectTokens.get(schema);
  if (!found) objectTokens.set(schema, (found = new ObjectToken(schema)));
  return found;
}

export function fieldTokenOf(schema: ObjectSchema, f: FieldSchema): FieldToken {
  let found = fieldTokens.get(f);
  if (!found) fieldTokens.set(f, (found = new FieldToken(schema, f)));
  return found;
}

function schemaOf(type: Type): ObjectSchema {
  return machine().organization.table.objects.get(type.symbol.name.toLowerCase())!;
}

export function objectTokenOf(type: Type): ObjectToken | null {
  return type.symbol.kind === "sobject" ? tokenOf(schemaOf(type)) : null;
}

export function objectTokenByPrefix(prefix: string): ObjectToken {
  for (const schema of machine().organization.table.objects.values())
    if (schema.prefix === prefix) return tokenOf(schema);
  return raise("System.SObjectException", `Unable to determine the object of an Id with prefix ${prefix}`);
}

export const objectToken = (type: Type): ObjectToken => tokenOf(schemaOf(type));
export const describe = (type: Type): ObjectDescribe => new ObjectDescribe(schemaOf(type));
export const fieldToken = (type: Type, name: string): FieldToken =>
  fieldTokenOf(schemaOf(type), schemaOf(type).fields.get(name)!);
export const describeField = (type: Type, name: string): FieldDescribe => new FieldDescribe(fieldToken(type, name));

function globalDescribe(): ApexMap {
  const map = new ApexMap(T("Map<String,Schema.SObjectType>"));
  const put = map.put.bind(map);
  for (const schema of machine().organization.table.objects.values()) put(schema.name.toLowerCase(), tokenOf(schema));
  return anyCaseMap(map);
}

/** Describe maps answer to names in any case. */
export function anyCaseMap(map: ApexMap): ApexMap {
  const lower = (k: unknown): unknown => (typeof k === "string" ? k.toLowerCase() : k);
  const { get, has } = map;
  map.get = (k) => get.call(map, lower(k));
  map.has = (k) => has.call(map, lower(k));
  return map;
}

implement("System.Schema", {
  getGlobalDescribe: globalDescribe,
  describeSObjects: (names: ApexList) => {
    const all = globalDescribe();
    const found = (nn(names).items as string[]).map(
      (n) => all.get(n) ?? raise("System.InvalidParameterValueException", `Invalid sobject provided: ${n}`),
    );
    return new ApexList(
      T("List<Schema.DescribeSObjectResult>"),
      found.map((t) => new ObjectDescribe((t as ObjectToken).schema)),
    );
  },
});

implement("Schema.SObjectType", {
  getDescribe: (t: ObjectToken) => new ObjectDescribe(t.schema),
  "newSObject/0": (t: ObjectToken) => newRecordOf(t.schema.name.toLowerCase()),
  "newSObject/1": (t: ObjectToken, id: string | null) => {
    const record = newRecordOf(t.schema.name.toLowerCase());
    if (id !== null) record.fields.set("id", id18(id));
    return record;
  },
  "newSObject/2": (t: ObjectToken, recordType: string | null, withDefaults: boolean) => {
    const record = newRecordOf(t.schema.name.toLowerCase());
    if (recordType !== null) record.fields.set("recordtypeid", recordType);
    if (nn(withDefaults))
      for (const f of t.schema.fields.values())
        if (f.defaultValue !== null && f.writable)
          record.fields.set(f.name.toLowerCase(), literalOfField(f, f.defaultValue));
    return record;
  },
  equals: (t: ObjectToken, o: unknown) => t === o,
  hashCode: (t: ObjectToken) => hashOf(t.schema.name),
  toString: (t: ObjectToken) => t.schema.name,
});

implement("Schema.SObjectField", {
  getDescribe: (t: FieldToken) => new FieldDescribe(t),
  equals: (t: FieldToken, o: unknown) => t === o,
  hashCode: (t: FieldToken) => hashOf(`${t.schema.name}.${t.field.name}`),
  toString: (t: FieldToken) => t.field.name,
});

implement("Schema.FieldMap", {
  getMap: (m: { schema: ObjectSchema }) => {
    const map = new ApexMap(T("Map<String,Schema.SObjectField>"));
    for (const f of m.schema.fields.values()) map.put(f.name.toLowerCase(), fieldTokenOf(m.schema, f));
    return anyCaseMap(map);
  },
});

const yes = (): boolean => true;
const no = (): boolean => false;
const recordTypes = (
  d: ObjectDescribe,
): { $type: Type; id: string; name: string; developerName: string; master: boolean }[] => {
  const rows = machine()
    .organization.store.rows("recordtype")
    .filter((r) => String(r.get("sobjecttype")).toLowerCase() === d.schema.name.toLowerCase());
  const type = T("Schema.RecordTypeInfo");
  const found = rows.map((r) => ({
    $type: type,
    id: String(r.get("id")),
    name: String(r.get("name")),
    developerName: String(r.get("developername")),
    master: false,
  }));
  return [...found, { $type: type, id: "012000000000000AAA", name: "Master", developerName: "Master", master: true }];
};
const infoMap = (key: (i: ReturnType<typeof recordTypes>[number]) => string, type: string) => (d: ObjectDescribe) => {
  const map = new ApexMap(T(type));
  for (const i of recordTypes(d)) map.put(key(i), i);
  return map;
};

implement("Schema.DescribeSObjectResult", {
  getChildRelationships: (d: ObjectDescribe) => {
    const { table } = machine().organization;
    const found = table.childRelationships(d.schema.name).map(([name, child, field]) => ({
      $type: T("Schema.ChildRelationship"),
      name,
      child,
      field: child.fields.get(field.toLowerCase())!,
    }));
    return new ApexList(T("List<Schema.ChildRelationship>"), found);
  },
  getKeyPrefix: (d: ObjectDescribe) => d.schema.prefix,
  getLabel: (d: ObjectDescribe) => d.schema.label,
  getLabelPlural: (d: ObjectDescribe) => d.schema.labelPlural,
  getLocalName: (d: ObjectDescribe) => d.schema.name,
  getName: (d: ObjectDescribe) => d.schema.name,
  getRecordTypeInfos: (d: ObjectDescribe) => new ApexList(T("List<Schema.RecordTypeInfo>"), recordTypes(d)),
  getRecordTypeInfosById: infoMap((i) => i.id, "Map<Id,Schema.RecordTypeInfo>"),
  getRecordTypeInfosByName: infoMap((i) => i.name, "Map<String,Schema.RecordTypeInfo>"),
  getRecordTypeInfosByDeveloperName: infoMap((i) => i.developerName, "Map<String,Schema.RecordTypeInfo>"),
  getSObjectType: (d: ObjectDescribe) => tokenOf(d.schema),
  isAccessible: yes,
  isCreateable: yes,
  isCustom: (d: ObjectDescribe) => /__\w+$/.test(d.schema.name),
  isCustomSetting: (d: ObjectDescribe) => d.schema.kind === "setting",
  isDeletable: yes,
  isDeprecatedAndHidden: no,
  isMergeable: (d: ObjectDescribe) => ["Account", "Contact", "Lead", "Case"].includes(d.schema.name),
  isQueryable: yes,
  isSearchable: yes,
  isUndeletable: yes,
  isUpdateable: yes,
});

interface Child {
  name: string;
  child: ObjectSchema;
  field: FieldSchema;
}
implement("Schema.ChildRelationship", {
  getChildSObject: (c: Child) => tokenOf(c.child),
  getField: (c: Child) => fieldTokenOf(c.child, c.field),
  getRelationshipName: (c: Child) => c.name,
  isCascadeDelete: (c: Child) => c.field.cascadeDelete,
});

type Info = ReturnType<typeof recordTypes>[number];
implement("Schema.RecordTypeInfo", {
  getDeveloperName: (i: Info) => i.developerName,
  getName: (i: Info) => i.name,
  getRecordTypeId: (i: Info) => i.id,
  isActive: yes,
  isAvailable: yes,
  isDefaultRecordTypeMapping: (i: Info) => i.master,
  isMaster: (i: Info) => i.master,
});

/** `DisplayType` of a kind of field. */
export const displayType = (kind: FieldKind): unknown =>
  enumValue(T("Schema.DisplayType").symbol, DISPLAY[kind] ?? kind.toUpperCase());

const DISPLAY: Partial<Record<FieldKind, string>> = { int: "INTEGER", multipicklist: "MULTIPICKLIST" };
const SOAP: Partial<Record<FieldKind, string>> = {
  id: "ID",
  reference: "ID",
  boolean: "BOOLEAN",
  int: "INTEGER",
  double: "DOUBLE",
  currency: "DOUBLE",
  percent: "DOUBLE",
  date: "DATE",
  datetime: "DATETIME",
  time: "TIME",
  base64: "BASE64BINARY",
  address: "ADDRESS",
};
const f = (d: FieldDescribe): FieldSchema => d.token.field;
const text = (d: FieldDescribe): boolean =>
  ["string", "textarea", "email", "url", "phone", "picklist"].includes(f(d).kind);

implement("Schema.DescribeFieldResult", {
  getByteLength: (d: FieldDescribe) => (f(d).length ?? 0) * 3,
  getDefaultValue: (d: FieldDescribe) => (f(d).defaultValue === null ? null : literalOfField(f(d), f(d).defaultValue!)),
  getDigits: (d: FieldDescribe) => (f(d).kind === "int" ? 9 : 0),
  getInlineHelpText: () => null,
  getLabel: (d: FieldDescribe) => f(d).label,
  getLength: (d: FieldDescribe) =>
    f(d).length ?? (f(d).kind === "id" || f(d).kind === "reference" ? 18 : text(d) ? 255 : 0),
  getLocalName: (d: FieldDescribe) => f(d).name,
  getName: (d: FieldDescribe) => f(d).name,
  getPicklistValues: (d: FieldDescribe) =>
    new ApexList(
      T("List<Schema.PicklistEntry>"),
      f(d).picklist.map((p) => ({ $type: T("Schema.PicklistEntry"), ...p })),
    ),
  getReferenceTo: (d: FieldDescribe) => {
    const { objects } = machine().organization.table;
    return new ApexList(
      T("List<Schema.SObjectType>"),
      f(d).referenceTo.map((o) => tokenOf(objects.get(o.toLowerCase())!)),
    );
  },
  getRelationshipName: (d: FieldDescribe) => f(d).relationship,
  getScale: (d: FieldDescribe) => f(d).scale ?? 0,
  getSOAPType: (d: FieldDescribe) => enumValue(T("Schema.SOAPType").symbol, SOAP[f(d).kind] ?? "STRING"),
  getSObjectField: (d: FieldDescribe) => d.token,
  getType: (d: FieldDescribe) => displayType(f(d).kind),
  getController: (d: FieldDescribe) => {
    const { controller } = f(d);
    const found = controller === null ? null : d.token.schema.fields.get(controller.toLowerCase());
    return found ? fieldTokenOf(d.token.schema, found) : null;
  },
  isAccessible: yes,
  isCascadeDelete: (d: FieldDescribe) => f(d).cascadeDelete,
  isDependentPicklist: (d: FieldDescribe) => f(d).controller !== null,
  isDeprecatedAndHidden: no,
  isEncrypted: (d: FieldDescribe) => f(d).kind === "encryptedstring",
  isNamePointing: (d: FieldDescribe) => f(d).referenceTo.length > 1,
  isAutoNumber: (d: FieldDescribe) => f(d).kind === "string" && !f(d).writable && f(d).custom,
  isCalculated: (d: FieldDescribe) => f(d).custom && !f(d).writable,
  isCaseSensitive: (d: FieldDescribe) => f(d).kind === "id",
  isCreateable: (d: FieldDescribe) => f(d).writable,
  isCustom: (d: FieldDescribe) => f(d).custom,
  isExternalID: (d: FieldDescribe) => f(d).externalId,
  isFilterable: (d: FieldDescribe) => f(d).kind !== "textarea" && f(d).kind !== "base64",
  isGroupable: (d: FieldDescribe) =>
    !["textarea", "double", "currency", "percent", "datetime", "base64"].includes(f(d).kind),
  isHtmlFormatted: () => false,
  isIdLookup: (d: FieldDescribe) => f(d).kind === "id" || f(d).externalId,
  isNameField: (d: FieldDescribe) => f(d).name === "Name",
  isNillable: (d: FieldDescribe) => !f(d).required && f(d).kind !== "boolean" && f(d).kind !== "id",
  isPermissionable: (d: FieldDescribe) => !f(d).required,
  isSortable: (d: FieldDescribe) => f(d).kind !== "textarea",
  isUnique: (d: FieldDescribe) => f(d).unique,
  isUpdateable: (d: FieldDescribe) => f(d).writable,
  toString: (d: FieldDescribe) => d.toString(),
});

implement("Schema.PicklistEntry", {
  getLabel: (p: { label: string }) => p.label,
  getValue: (p: { value: string }) => p.value,
  isActive: yes,
  isDefaultValue: (p: { default: boolean }) => p.default,
});
