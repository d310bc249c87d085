import { ApexList, ApexMap, ApexSet } from "../runtime/collections.ts";
import { ApexObject, instanceFields, slotOf } from "../runtime/objects.ts";
import { ApexRecord } from "../runtime/record.ts";
import type { FieldSymbol } from "../symbols/model.ts";
import { toPlain, type Plain } from "./values.ts";

/** Which members of an own class leave Apex: those marked for components, or everything that is public. */
export type Leaves = (field: FieldSymbol) => boolean;

const isMarked = (field: FieldSymbol): boolean =>
  field.node?.modifiers.annotations.some(({ name }) => name === "auraenabled") ?? false;

/** To a Lightning component: members with @AuraEnabled. */
export const auraEnabled: Leaves = isMarked;
/** To a Visualforce page. */
export const visible: Leaves = ({ visibility }) => visibility === "public" || visibility === "global";

/** A result as JSON. Members without a value are left out, as an org leaves them out of records. */
export function toPage(value: unknown, leaves: Leaves): Plain {
  if (value instanceof ApexList || value instanceof ApexSet) return [...value].map((item) => toPage(item, leaves));
  if (value instanceof ApexMap)
    return withoutNulls(value.pairs.map(([key, item]) => [String(toPlain(key)), toPage(item, leaves)]));
  if (value instanceof ApexRecord)
    return withoutNulls(
      [...value.fields].map(([key, item]) => [
        value.$type.symbol.fields.get(key)?.name ?? key,
        item === null ? null : toPage(item, leaves),
      ]),
    );
  if (value instanceof ApexObject) return ofObject(value, leaves);
  return toPlain(value);
}

function ofObject(object: ApexObject, leaves: Leaves): Plain {
  const members = object as unknown as Record<string, unknown>;
  return withoutNulls(
    instanceFields(object.$type.symbol)
      .filter(leaves)
      .map((field) => {
        const getter = members[`get ${field.name.toLowerCase()}`] as (() => unknown) | undefined;
        const value = field.getterBody && getter ? getter.call(object) : members[slotOf(field)];
        return [field.name, toPage(value ?? null, leaves)];
      }),
  );
}

const withoutNulls = (entries: [string, Plain][]): Plain => Object.fromEntries(entries.filter(([, v]) => v !== null));
