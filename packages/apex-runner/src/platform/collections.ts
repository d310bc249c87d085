import { ApexList, ApexMap, ApexSet, type Cursor } from "../runtime/collections.ts";
import { compareValues } from "../runtime/ordering.ts";
import { equals, hashOf } from "../runtime/equality.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { ApexRecord } from "../runtime/record.ts";
import type { Type } from "../symbols/model.ts";
import { textOf } from "../runtime/text.ts";
import { T } from "../runtime/types.ts";
import { objectTokenOf } from "./schema.ts";
import { implement } from "./registry.ts";

type Source = ApexList | ApexSet | { "i.iterator/0"(): Cursor };

function itemsOf(source: Source): unknown[] {
  if (source instanceof ApexList || source instanceof ApexSet) return [...source];
  const cursor = nn(source)["i.iterator/0"]();
  const items: unknown[] = [];
  while (cursor["i.hasnext/0"]()) items.push(cursor["i.next/0"]());
  return items;
}

function sizeOf(size: number): number {
  return nn(size) < 0 ? raise("System.ListException", `Invalid list size: ${size}`) : size;
}

interface Comparator {
  "i.compare/2"(a: unknown, b: unknown): number;
}

function sort(list: ApexList, compare: (a: unknown, b: unknown) => number): null {
  list.change();
  list.items = list.items.slice().sort(compare);
  return null;
}

const copyRecord = (keepId: boolean, v: unknown): unknown => {
  if (!(v instanceof ApexRecord)) return v;
  const copy = v.copy();
  if (!keepId) copy.fields.delete("id");
  return copy;
};

implement("System.List", {
  "new/0": (type: Type) => new ApexList(type),
  "new(integer)": (type: Type, size: number) => new ApexList(type, new Array(sizeOf(size)).fill(null)),
  // A copy of null is empty: a public library's own tests rest on it; no org has confirmed it here.
  "new/1": (type: Type, items: Source | null) => new ApexList(type, items === null ? [] : itemsOf(items)),
  "add/1": (l: ApexList, item: unknown) => {
    l.change();
    l.items.push(item);
    return null;
  },
  "add/2": (l: ApexList, i: number, item: unknown) => {
    l.change();
    if (nn(i) < 0 || i > l.items.length) raise("System.ListException", `List index out of bounds: ${i}`);
    l.items.splice(i, 0, item);
    return null;
  },
  addAll: (l: ApexList, items: Source) => {
    l.change();
    for (const item of itemsOf(nn(items))) l.items.push(item);
    return null;
  },
  clear: (l: ApexList) => {
    l.change();
    l.items = [];
    return null;
  },
  clone: (l: ApexList) => new ApexList(l.$type, l.items.slice()),
  contains: (l: ApexList, item: unknown) => l.items.some((x) => equals(x, item)),
  deepClone: (l: ApexList, keepId: boolean | null = false) =>
    new ApexList(
      l.$type,
      l.items.map((x) => copyRecord(keepId === true, x)),
    ),
  equals: (l: ApexList, other: unknown) => equals(l, other),
  get: (l: ApexList, i: number) => l.items[l.check(nn(i))],
  getSObjectType: (l: ApexList) => objectTokenOf(l.$type.args[0]!),
  hashCode: (l: ApexList) => hashOf(l),
  indexOf: (l: ApexList, item: unknown) => l.items.findIndex((x) => equals(x, item)),
  isEmpty: (l: ApexList) => l.items.length === 0,
  iterator: (l: ApexList) => l["i.iterator/0"](),
  remove: (l: ApexList, i: number) => {
    l.change();
    return l.items.splice(l.check(nn(i)), 1)[0];
  },
  set: (l: ApexList, i: number, item: unknown) => {
    l.items[l.check(nn(i))] = item;
    return null;
  },
  size: (l: ApexList) => l.items.length,
  "sort/0": (l: ApexList) => sort(l, compareValues),
  "sort/1": (l: ApexList, c: Comparator) => sort(l, (a, b) => nn(nn(c)["i.compare/2"](a, b))),
  toString: (l: ApexList) => textOf(l),
});

implement("System.Set", {
  "new/0": (type: Type) => new ApexSet(type),
  "new/1": (type: Type, items: Source) => new ApexSet(type, itemsOf(nn(items))),
  add: (s: ApexSet, item: unknown) => s.add(item),
  addAll: (s: ApexSet, items: Source) =>
    itemsOf(nn(items))
      .map((x) => s.add(x))
      .includes(true),
  clear: (s: ApexSet) => {
    s.change();
    s.table.clear();
    return null;
  },
  clone: (s: ApexSet) => new ApexSet(s.$type, s),
  contains: (s: ApexSet, item: unknown) => s.has(item),
  containsAll: (s: ApexSet, items: Source) => itemsOf(nn(items)).every((x) => s.has(x)),
  equals: (s: ApexSet, other: unknown) => equals(s, other),
  hashCode: (s: ApexSet) => hashOf(s),
  isEmpty: (s: ApexSet) => s.size === 0,
  iterator: (s: ApexSet) => s["i.iterator/0"](),
  remove: (s: ApexSet, item: unknown) => s.delete(item),
  removeAll: (s: ApexSet, items: Source) =>
    itemsOf(nn(items))
      .map((x) => s.delete(x))
      .includes(true),
  retainAll: (s: ApexSet, items: Source) => {
    const keep = new ApexSet(s.$type, itemsOf(nn(items)));
    return [...s]
      .filter((x) => !keep.has(x))
      .map((x) => s.delete(x))
      .includes(true);
  },
  size: (s: ApexSet) => s.size,
  toString: (s: ApexSet) => textOf(s),
});

/** Rows keyed by Id; a row without one cannot be (rule 130). */
function putRecords(map: ApexMap, records: ApexList): void {
  nn(records).items.forEach((r, i) => {
    const id = (nn(r) as ApexRecord).fields.get("id");
    if (typeof id !== "string") raise("System.ListException", `Row with null Id at index: ${i}`);
    map.put(id, r);
  });
}

implement("System.Map", {
  "new/0": (type: Type) => new ApexMap(type),
  "new/1": (type: Type, source: ApexMap | ApexList) => {
    const map = new ApexMap(type);
    if (nn(source) instanceof ApexList) putRecords(map, source as ApexList);
    else for (const [k, v] of (source as ApexMap).pairs) map.put(k, v);
    return map;
  },
  clear: (m: ApexMap) => {
    m.change();
    m.table.clear();
    return null;
  },
  clone: (m: ApexMap) => copyMap(m, (v) => v),
  deepClone: (m: ApexMap) => copyMap(m, (v) => copyRecord(true, v)),
  containsKey: (m: ApexMap, k: unknown) => m.has(k),
  equals: (m: ApexMap, other: unknown) => equals(m, other),
  get: (m: ApexMap, k: unknown) => m.get(k),
  getSObjectType: (m: ApexMap) => objectTokenOf(m.$type.args[1]!),
  hashCode: (m: ApexMap) => hashOf(m),
  isEmpty: (m: ApexMap) => m.size === 0,
  keySet: (m: ApexMap) => new ApexSet(T("Set<Object>").symbol.of(m.$type.args[0]!), m.keys),
  put: (m: ApexMap, k: unknown, v: unknown) => m.put(k, v),
  "putAll(map<k,v>)": (m: ApexMap, other: ApexMap) => {
    for (const [k, v] of nn(other).pairs) m.put(k, v);
    return null;
  },
  "putAll(list<sobject>)": (m: ApexMap, records: ApexList) => {
    putRecords(m, records);
    return null;
  },
  remove: (m: ApexMap, k: unknown) => m.delete(k),
  size: (m: ApexMap) => m.size,
  values: (m: ApexMap) => new ApexList(T("List<Object>").symbol.of(m.$type.args[1]!), m.values),
  toString: (m: ApexMap) => textOf(m),
});

function copyMap(m: ApexMap, copy: (v: unknown) => unknown): ApexMap {
  const result = new ApexMap(m.$type);
  for (const [k, v] of m.pairs) result.put(k, copy(v));
  return result;
}
