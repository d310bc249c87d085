import type { Type } from "../symbols/model.ts";
import { equals, hashKey, type HashKey } from "./equality.ts";
import { raise } from "./exceptions.ts";

/** While a for-each runs, its collection may not change (rule 109). */
abstract class Guarded {
  iterating = 0;
  readonly $type: Type;
  constructor(type: Type) {
    this.$type = type;
  }
  change(): void {
    if (this.iterating > 0) raise("System.FinalException", "Cannot modify a collection while it is being iterated.");
  }
}

export class ApexList extends Guarded {
  items: unknown[];
  constructor(type: Type, items: unknown[] = []) {
    super(type);
    this.items = items;
  }
  check(index: number): number {
    if (index < 0 || index >= this.items.length) raise("System.ListException", `List index out of bounds: ${index}`);
    return index;
  }
  [Symbol.iterator](): Iterator<unknown> {
    return this.items[Symbol.iterator]();
  }
  "i.iterator/0"(): Cursor {
    return new Cursor(this.items.values());
  }
}

interface Entry {
  key: unknown;
  value: unknown;
}

/** Keys by value, in insertion order (rules 126 to 129). */
class Table {
  readonly entries = new Set<Entry>();
  readonly #index = new Map<HashKey, Entry[]>();

  find(key: unknown): Entry | undefined {
    return this.#index.get(hashKey(key))?.find((e) => sameKey(e.key, key));
  }

  put(key: unknown, value: unknown): Entry | undefined {
    const found = this.find(key);
    if (found) {
      const old = { ...found };
      found.value = value;
      return old;
    }
    const entry = { key, value };
    this.entries.add(entry);
    const hash = hashKey(key);
    const bucket = this.#index.get(hash);
    if (bucket) bucket.push(entry);
    else this.#index.set(hash, [entry]);
    return undefined;
  }

  remove(key: unknown): Entry | undefined {
    const hash = hashKey(key);
    const bucket = this.#index.get(hash);
    const at = bucket?.findIndex((e) => sameKey(e.key, key)) ?? -1;
    if (at < 0) return undefined;
    const [entry] = bucket!.splice(at, 1) as [Entry];
    if (!bucket!.length) this.#index.delete(hash);
    this.entries.delete(entry);
    return entry;
  }

  clear(): void {
    this.entries.clear();
    this.#index.clear();
  }
}

function sameKey(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === typeof b && equals(a, b));
}

export class ApexSet extends Guarded {
  readonly table = new Table();
  constructor(type: Type, items: Iterable<unknown> = []) {
    super(type);
    for (const item of items) this.table.put(item, true);
  }
  get size(): number {
    return this.table.entries.size;
  }
  has(item: unknown): boolean {
    return this.table.find(item) !== undefined;
  }
  add(item: unknown): boolean {
    this.change();
    return this.table.put(item, true) === undefined;
  }
  delete(item: unknown): boolean {
    this.change();
    return this.table.remove(item) !== undefined;
  }
  *[Symbol.iterator](): Generator<unknown> {
    for (const entry of this.table.entries) yield entry.key;
  }
  "i.iterator/0"(): Cursor {
    return new Cursor([...this].values());
  }
}

export class ApexMap extends Guarded {
  readonly table = new Table();
  get size(): number {
    return this.table.entries.size;
  }
  get(key: unknown): unknown {
    return this.table.find(key)?.value ?? null;
  }
  has(key: unknown): boolean {
    return this.table.find(key) !== undefined;
  }
  put(key: unknown, value: unknown): unknown {
    this.change();
    return this.table.put(key, value)?.value ?? null;
  }
  delete(key: unknown): unknown {
    this.change();
    return this.table.remove(key)?.value ?? null;
  }
  get keys(): unknown[] {
    return [...this.table.entries].map((e) => e.key);
  }
  get values(): unknown[] {
    return [...this.table.entries].map((e) => e.value);
  }
  get pairs(): [unknown, unknown][] {
    return [...this.table.entries].map((e) => [e.key, e.value]);
  }
}

/** `Iterator<T>` of a platform collection. */
export class Cursor {
  #next: IteratorResult<unknown>;
  readonly #source: Iterator<unknown>;
  constructor(source: Iterator<unknown>) {
    this.#source = source;
    this.#next = source.next();
  }
  "i.hasnext/0"(): boolean {
    return !this.#next.done;
  }
  "i.next/0"(): unknown {
    if (this.#next.done) raise("System.NoSuchElementException", "Iterator has no more elements");
    const { value } = this.#next;
    this.#next = this.#source.next();
    return value;
  }
}

/** Drives a generated for-each loop. */
export class Loop {
  value: unknown = null;
  readonly #cursor: { "i.hasnext/0"(): unknown; "i.next/0"(): unknown };
  readonly #locked: Guarded | null;
  constructor(source: unknown) {
    if (source === null) raise("System.NullPointerException", "Attempt to de-reference a null object");
    this.#locked = source instanceof ApexList || source instanceof ApexSet ? source : null;
    if (this.#locked) this.#locked.iterating++;
    this.#cursor = (source as ApexList)["i.iterator/0"]();
  }
  more(): boolean {
    if (!this.#cursor["i.hasnext/0"]()) return false;
    this.value = this.#cursor["i.next/0"]();
    return true;
  }
  close(): void {
    if (this.#locked) this.#locked.iterating--;
  }
}
