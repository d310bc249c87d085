import { ApexList, ApexMap } from "../runtime/collections.ts";
import { machine } from "../runtime/machine.ts";
import { T } from "../runtime/types.ts";
import type { FieldSchema, FieldSetSchema, ObjectSchema } from "../database/schema.ts";
import { anyCaseMap, displayType, fieldTokenOf, tokenOf } from "./schema.ts";
import { unsupported } from "../runtime/exceptions.ts";
import { implement } from "./registry.ts";

/** `Schema.FieldSet`: one of the source tree's `fieldSets`. */
class FieldSet {
  readonly $type = T("Schema.FieldSet");
  readonly schema: ObjectSchema;
  readonly set: FieldSetSchema;
  constructor(schema: ObjectSchema, set: FieldSetSchema) {
    this.schema = schema;
    this.set = set;
  }
  toString(): string {
    return `Schema.FieldSet[${this.set.name}]`;
  }
}

class FieldSetMember {
  readonly $type = T("Schema.FieldSetMember");
  readonly path: string;
  readonly required: boolean;
  readonly schema: ObjectSchema;
  readonly field: FieldSchema;
  constructor(of: ObjectSchema, path: string, required: boolean) {
    this.path = path;
    this.required = required;
    [this.schema, this.field] = follow(of, path);
  }
  toString(): string {
    return `Schema.FieldSetMember[${this.path}]`;
  }
}

/** Object and field at the end of a path such as `Account.Owner.Name`. */
function follow(schema: ObjectSchema, path: string): [ObjectSchema, FieldSchema] {
  const { objects } = machine().organization.table;
  const parts = path.split(".");
  let at = schema;
  for (const name of parts.slice(0, -1)) {
    const relation = [...at.fields.values()].find((f) => f.relationship?.toLowerCase() === name.toLowerCase());
    const next = relation && objects.get(relation.referenceTo[0]!.toLowerCase());
    if (!next) return unsupported(`field set path ${path} of ${schema.name}`);
    at = next;
  }
  const field = at.fields.get(parts.at(-1)!.toLowerCase());
  return field ? [at, field] : unsupported(`field set path ${path} of ${schema.name}`);
}

const sets = new WeakMap<FieldSetSchema, FieldSet>();

function fieldSetOf(schema: ObjectSchema, set: FieldSetSchema): FieldSet {
  let found = sets.get(set);
  if (!found) sets.set(set, (found = new FieldSet(schema, set)));
  return found;
}

/** `SObjectType.Account.FieldSets.Name`; the name was checked when compiling. */
export function fieldSet(map: { schema: ObjectSchema }, name: string): FieldSet {
  return fieldSetOf(map.schema, map.schema.fieldSets.get(name)!);
}

implement("Schema.FieldSetMap", {
  getMap: (m: { schema: ObjectSchema }) => {
    const map = new ApexMap(T("Map<String,Schema.FieldSet>"));
    for (const s of m.schema.fieldSets.values()) map.put(s.name.toLowerCase(), fieldSetOf(m.schema, s));
    return anyCaseMap(map);
  },
});

implement("Schema.FieldSet", {
  getDescription: (s: FieldSet) => s.set.description,
  getFields: (s: FieldSet) => {
    const members = s.set.members.map((m) => new FieldSetMember(s.schema, m.path, m.required));
    return new ApexList(T("List<Schema.FieldSetMember>"), members);
  },
  getLabel: (s: FieldSet) => s.set.label,
  getName: (s: FieldSet) => s.set.name,
  getNameSpace: () => machine().organization.table.namespace,
  getSObjectType: (s: FieldSet) => tokenOf(s.schema),
});

implement("Schema.FieldSetMember", {
  getDBRequired: (m: FieldSetMember) => m.field.required,
  getFieldPath: (m: FieldSetMember) => m.path,
  getLabel: (m: FieldSetMember) => m.field.label,
  getRequired: (m: FieldSetMember) => m.required,
  getSObjectField: (m: FieldSetMember) => fieldTokenOf(m.schema, m.field),
  getType: (m: FieldSetMember) => displayType(m.field.kind),
});
