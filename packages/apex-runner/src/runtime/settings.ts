import { fromRow } from "../database/dml.ts";
import type { Type } from "../symbols/model.ts";
import { ApexMap } from "./collections.ts";
import { id18 } from "./equality.ts";
import { machine } from "./machine.ts";
import type { ApexRecord } from "./record.ts";
import { T } from "./types.ts";

function rowsOf(type: Type): ApexRecord[] {
  const name = type.symbol.name.toLowerCase();
  return machine()
    .organization.store.rows(name)
    .map((r) => locked(fromRow(name, r)!));
}

/** Custom metadata records are read-only (rule 205). */
function locked(record: ApexRecord): ApexRecord {
  if (record.schema.kind === "metadata") record.readOnly = true;
  return record;
}

function bySetupOwner(type: Type, id: string): ApexRecord | null {
  return rowsOf(type).find((r) => r.fields.get("setupownerid") === id18(id)) ?? null;
}

function empty(type: Type): ApexRecord {
  return fromRow(type.symbol.name, new Map())!;
}

function byName(type: Type, name: unknown): ApexRecord | null {
  const isMetadata = rowsOf(type)[0]?.schema.kind === "metadata";
  const key = isMetadata ? "developername" : "name";
  return (
    rowsOf(type).find(
      (r) => String(r.fields.get(key)).toLowerCase() === String(name).toLowerCase() || r.fields.get("id") === name,
    ) ?? null
  );
}

/** User, then profile, then the org's defaults: values of the nearest level that has any. */
function hierarchy(type: Type, userOrProfile: string | null): ApexRecord {
  const { user, id } = machine().organization;
  const levels =
    userOrProfile === null
      ? [id, user.profileId, user.id]
      : userOrProfile === user.id
        ? [id, user.profileId, user.id]
        : [id, userOrProfile];
  const merged = empty(type);
  for (const level of levels) {
    const record = bySetupOwner(type, level);
    if (record) for (const [k, v] of record.fields) if (v !== null) merged.fields.set(k, v);
  }
  return merged;
}

/** `getInstance`, `getValues`, `getOrgDefaults` and `getAll` of custom settings and metadata types (rules 205, 206). */
export const settings = {
  getinstance: (type: Type, key: string | null = null): ApexRecord | null => {
    const schema = machine().organization.table.objects.get(type.symbol.name.toLowerCase())!;
    if (schema.kind === "setting" && schema.settingsType === "Hierarchy") return hierarchy(type, key);
    return key === null ? null : byName(type, key);
  },
  getvalues: (type: Type, key: string): ApexRecord | null => bySetupOwner(type, key) ?? byName(type, key),
  getorgdefaults: (type: Type): ApexRecord => bySetupOwner(type, machine().organization.id) ?? empty(type),
  getall: (type: Type): ApexMap => {
    const map = new ApexMap(T("Map<String,Object>").symbol.of(T("String"), type));
    for (const r of rowsOf(type))
      map.put(r.schema.kind === "metadata" ? r.fields.get("developername") : r.fields.get("name"), r);
    return map;
  },
};
