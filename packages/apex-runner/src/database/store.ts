import type { ObjectSchema } from "./schema.ts";
import { id18 } from "../runtime/equality.ts";

/** One stored row: values by lower-case field name, no parents and no children. */
export type Row = Map<string, unknown>;

/** Rows in memory, by object. Snapshots are cheap enough for test setup and savepoints: rows are replaced, never changed. */
export class Store {
  #tables = new Map<string, Map<string, Row>>();
  #deleted = new Map<string, Map<string, Row>>();
  #next = new Map<string, number>();

  rows(object: string): Row[] {
    return [...(this.#tables.get(object)?.values() ?? [])];
  }

  deletedRows(object: string): Row[] {
    return [...(this.#deleted.get(object)?.values() ?? [])];
  }

  get(object: string, id: string): Row | null {
    return this.#tables.get(object)?.get(id) ?? null;
  }

  getDeleted(object: string, id: string): Row | null {
    return this.#deleted.get(object)?.get(id) ?? null;
  }

  put(object: string, id: string, row: Row): void {
    const table = this.#tables.get(object) ?? new Map<string, Row>();
    table.set(id, row);
    this.#tables.set(object, table);
  }

  remove(object: string, id: string): void {
    const row = this.get(object, id);
    if (!row) return;
    const bin = this.#deleted.get(object) ?? new Map<string, Row>();
    bin.set(id, new Map(row).set("isdeleted", true));
    this.#deleted.set(object, bin);
    this.#tables.get(object)!.delete(id);
  }

  restore(object: string, id: string): void {
    const row = this.getDeleted(object, id);
    if (!row) return;
    this.put(object, id, new Map(row).set("isdeleted", false));
    this.#deleted.get(object)!.delete(id);
  }

  /** Takes a deleted row out of the recycle bin. */
  purge(object: string, id: string): boolean {
    return this.#deleted.get(object)?.delete(id) ?? false;
  }

  /** Ids count up and are not used again, also after a rollback. */
  newId(schema: ObjectSchema): string {
    const n = (this.#next.get(schema.prefix) ?? 0) + 1;
    this.#next.set(schema.prefix, n);
    return id18(
      schema.prefix +
        "0".repeat(9) +
        n
          .toString(36)
          .toUpperCase()
          .padStart(3, "0")
          .padStart(15 - 3 - 9, "0"),
    );
  }

  nextNumber(key: string): number {
    const n = (this.#next.get(key) ?? 0) + 1;
    this.#next.set(key, n);
    return n;
  }

  /** How far ids and automatic numbers have been counted, by key prefix or counter. */
  counters(): Record<string, number> {
    return Object.fromEntries(this.#next);
  }

  /** Goes on above what was counted elsewhere, such as before a restart. */
  countFrom(counters: Readonly<Record<string, number>>): void {
    for (const [key, n] of Object.entries(counters)) this.#next.set(key, Math.max(n, this.#next.get(key) ?? 0));
  }

  /** Rows that differ from a snapshot; null: deleted since. Rows are replaced and never changed, so identity tells. */
  changesSince({ tables }: Snapshot): { object: string; id: string; row: Row | null; before: Row | null }[] {
    const changes: ReturnType<Store["changesSince"]> = [];
    for (const object of new Set([...tables.keys(), ...this.#tables.keys()])) {
      const [old, now] = [tables.get(object), this.#tables.get(object)];
      for (const id of new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])) {
        const [before, row] = [old?.get(id) ?? null, now?.get(id) ?? null];
        if (before !== row) changes.push({ object, id, row, before });
      }
    }
    return changes;
  }

  snapshot(): Snapshot {
    const copy = (t: Map<string, Map<string, Row>>): Map<string, Map<string, Row>> =>
      new Map([...t].map(([k, v]) => [k, new Map(v)]));
    return { tables: copy(this.#tables), deleted: copy(this.#deleted) };
  }

  restoreSnapshot(snapshot: Snapshot): void {
    const copy = (t: Map<string, Map<string, Row>>): Map<string, Map<string, Row>> =>
      new Map([...t].map(([k, v]) => [k, new Map(v)]));
    this.#tables = copy(snapshot.tables);
    this.#deleted = copy(snapshot.deleted);
  }
}

export interface Snapshot {
  tables: Map<string, Map<string, Row>>;
  deleted: Map<string, Map<string, Row>>;
}
