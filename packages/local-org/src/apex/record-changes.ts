import type { KeptRecord, Plain } from "@partner-telephony/apex-runner/hosting";
import type { Store } from "../org/store.ts";
import { apexTables, isObjectTable, type ObjectTable } from "./object-tables.ts";

/** What Apex has to be told before its next call: at first every record, then what has changed since. */
export interface RecordChanges {
  take(): KeptRecord[];
  close(): void;
}

export function recordChanges(store: Store): RecordChanges {
  /** Objects of records by id, also of those that are deleted by now. */
  const objects = new Map<string, string>();
  let changed = new Set<string>();
  const note = (table: string, id: string): void => {
    const object = store.get("ObjectRecord", id)?.objectName ?? (isObjectTable(table) ? table : objects.get(id));
    if (object === undefined) return;
    objects.set(id, object);
    changed.add(id);
  };
  for (const table of apexTables) for (const { Id } of store.all(table)) note(table, Id);
  const close = store.onChange(({ table, id }) => {
    if (apexTables.includes(table)) note(table, id);
  });
  return {
    take() {
      const ids = changed;
      changed = new Set();
      return [...ids].map((id) => keptRecord(store, objects.get(id)!, id));
    },
    close,
  };
}

function keptRecord(store: Store, object: string, id: string): KeptRecord {
  const more = store.get("ObjectRecord", id)?.fields ?? null;
  if (!isObjectTable(object)) return { object, id, fields: more };
  const record = store.get(object, id);
  return { object, id, fields: record === undefined ? null : { ...apexFields(object, record), ...more } };
}

/** Fields with their API names begin with a capital letter; the others are the stand-in's own. */
function apexFields(object: ObjectTable, record: object): Record<string, Plain> {
  const { customFields = {}, ...own } = record as Record<string, Plain> & { customFields?: Record<string, Plain> };
  const fields = Object.fromEntries(Object.entries(own).filter(([name]) => /^[A-Z]/.test(name)));
  const isPerson = object === "User" || object === "Contact";
  return { ...fields, ...(isPerson ? personName(String(fields["Name"])) : {}), ...customFields };
}

/** This org keeps a person's name as one; the last word is the last name. */
export function personName(name: string): { FirstName: string | null; LastName: string } {
  const words = name.trim().split(/\s+/);
  return { FirstName: words.slice(0, -1).join(" ") || null, LastName: words.at(-1)! };
}
