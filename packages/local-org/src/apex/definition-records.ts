import type { NewRecord, Plain } from "@partner-telephony/apex-runner/hosting";
import type { FieldValue } from "../org/definition.ts";
import { requireUser, type Org } from "../org/org.ts";

/** Records of the definition, of objects that have none yet: the first start with a package makes them. */
export function missingRecords(org: Org): NewRecord[] {
  const known = new Set(org.store.all("ObjectRecord").map(({ objectName }) => objectName));
  return org.definition.records
    .filter(({ object }) => !known.has(object))
    .map(({ object, owner, fields }) => ({
      object,
      fields: {
        ...(owner === undefined ? {} : { OwnerId: requireUser(org, owner).Id }),
        ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, valueOf(org, value)])),
      },
    }));
}

function valueOf(org: Org, value: FieldValue): Plain {
  if (value === null || typeof value !== "object") return value;
  if ("user" in value) return requireUser(org, value.user).Id;
  return org.store.find("Contact", ({ Name }) => Name === value.contact)?.Id ?? null;
}
