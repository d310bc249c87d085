import type { Changes, KeptRecord, Plain } from "@partner-telephony/apex-runner/hosting";
import { OrgFault } from "../http/fault.ts";
import type { Store, Transaction } from "../org/store.ts";
import { isObjectTable, type ObjectTable } from "./object-tables.ts";

type Fields = Record<string, Plain>;

/** Records that Apex may make, as they are before it says anything about them. Others are made by calls and by Setup. */
const blank: Partial<Record<ObjectTable, (id: string) => object>> = {
  Contact: (Id) => ({ Id, Name: "", Phone: null, PhonePrefix: null, PhoneExtension: null, Email: null }),
  Case: (Id) => ({ Id, CaseNumber: "", Subject: "", Status: "New", ContactId: null }),
};

/** Writes what a call of Apex has changed, field by field: what came in meanwhile stays. One transaction. */
export function keepChanges(store: Store, { records, counters }: Changes): void {
  store.write((write) => {
    for (const record of records) keep(write, record);
    for (const [name, last] of Object.entries(counters)) {
      if ((write.get("Counter", counterId(name))?.last ?? 0) < last)
        write.put("Counter", { Id: counterId(name), last });
    }
  });
}

const COUNTERS = "apex ";
const counterId = (name: string): string => COUNTERS + name;

/** How far ids were counted by the hosts before, and cases by this org. */
export function keptCounters(store: Store): Changes["counters"] {
  const kept = store.all("Counter").filter(({ Id }) => Id.startsWith(COUNTERS));
  const cases = { "#case": store.find("Counter", ({ Id }) => Id === "CaseNumber")?.last ?? 0 };
  return { ...cases, ...Object.fromEntries(kept.map(({ Id, last }) => [Id.slice(COUNTERS.length), last])) };
}

function keep(write: Transaction, { object, id, fields }: KeptRecord): void {
  if (!isObjectTable(object)) {
    if (fields === null) write.remove("ObjectRecord", id);
    else putMore(write, object, id, fields);
    return;
  }
  if (fields === null) {
    write.remove(object, id);
    if (write.get("ObjectRecord", id) !== undefined) write.remove("ObjectRecord", id);
    return;
  }
  const known = write.get(object, id) ?? blank[object]?.(id);
  if (known === undefined)
    throw new OrgFault("apex.failed", `In the stand-in org no Apex makes a ${object}: calls and Setup do.`);
  const { own, custom, more } = split(object, known, fields);
  const { customFields } = known as { customFields?: Fields };
  write.put(object, {
    ...known,
    ...own,
    ...(customFields === undefined ? {} : { customFields: { ...customFields, ...custom } }),
  } as never);
  if (Object.keys(more).length > 0) putMore(write, object, id, more);
}

/** Fields that this org's table has, custom fields of calls, and the rest, which is kept beside. */
function split(object: ObjectTable, known: object, fields: Fields): { own: Fields; custom: Fields; more: Fields } {
  const parts: ReturnType<typeof split> = { own: {}, custom: {}, more: {} };
  for (const [name, value] of Object.entries(fields)) {
    const isCustom = object === "VoiceCall" && name.endsWith("__c");
    parts[Object.hasOwn(known, name) ? "own" : isCustom ? "custom" : "more"][name] = value;
  }
  return parts;
}

function putMore(write: Transaction, objectName: string, Id: string, fields: Fields): void {
  const known = write.get("ObjectRecord", Id);
  write.put("ObjectRecord", { Id, objectName, fields: { ...known?.fields, ...fields } });
}
