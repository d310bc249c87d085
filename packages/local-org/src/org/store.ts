import { makeId, type KeyedObject } from "./ids.ts";
import { openJournal, type Journal, type JournalLine } from "./journal.ts";
import { tableNames, type TableName, type Tables } from "./tables.ts";

/** One record after one change; null when it was deleted. Revisions count up by one without gaps. */
export interface Change {
  revision: number;
  table: TableName;
  id: string;
  record: Tables[TableName] | null;
}

export interface Transaction {
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined;
  put<T extends TableName>(table: T, record: Tables[T]): void;
  remove(table: TableName, id: string): void;
  /** Next free id of an object, 18 characters. */
  nextId(object: KeyedObject): string;
  /** Counts from 1 under any name, for VoiceCall.Name and the like. */
  nextNumber(counter: string): number;
}

export interface Store {
  readonly revision: number;
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined;
  all<T extends TableName>(table: T): Tables[T][];
  find<T extends TableName>(table: T, test: (record: Tables[T]) => boolean): Tables[T] | undefined;
  /** Records whose indexed field has this value, oldest first. */
  by<T extends IndexedTable>(table: T, field: IndexedField<T>, value: string): Tables[T][];
  /** All changes of `work` are kept, or none when it throws. Synchronous: nothing comes in between. */
  write<R>(work: (transaction: Transaction) => R): R;
  onChange(listener: (change: Change) => void): () => void;
  close(): void;
}

const indexedFields = {
  User: ["Username"],
  VoiceCall: ["VendorCallKey", "ConversationId"],
  Conversation: ["ConversationIdentifier"],
  TranscriptEntry: ["conversationId"],
  AgentWork: ["WorkItemId", "UserId", "vendorCallKey"],
  VoiceCallRecording: ["VoiceCallId"],
  PendingServiceRouting: ["WorkItemId"],
} as const satisfies Partial<Record<TableName, readonly string[]>>;
type IndexedTable = keyof typeof indexedFields;
type IndexedField<T extends IndexedTable> = (typeof indexedFields)[T][number];

type Row = { Id?: string };

/**
 * Records in memory, every transaction in the journal of `folder` first; null keeps nothing (tests).
 * `firstRevision` must be above every revision that an earlier process gave out: microseconds since the epoch will do.
 */
export function openStore(folder: string | null, firstRevision: number): Store {
  const tables = new Map<TableName, Map<string, object>>(tableNames.map((name) => [name, new Map()]));
  const listeners = new Set<(change: Change) => void>();
  const index = new Map<string, Set<string>>();
  let revision = firstRevision;

  const tableOf = (name: TableName): Map<string, object> => {
    const table = tables.get(name);
    if (table === undefined) throw new TypeError(`There is no table ${name}.`);
    return table;
  };
  const apply = (table: TableName, id: string, record: unknown): void => {
    reindex(index, table, id, tableOf(table).get(id), record);
    if (record === null) tableOf(table).delete(id);
    else tableOf(table).set(id, record as object);
  };
  const journal: Journal | null =
    folder === null
      ? null
      : openJournal(
          folder,
          (line) => line.changes.forEach((change) => apply(change.table as TableName, change.id, change.record)),
          () => snapshotOf(tables),
        );

  function get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    return tableOf(table).get(id) as Tables[T] | undefined;
  }

  function write<R>(work: (transaction: Transaction) => R): R {
    const staged = new Map<string, { table: TableName; id: string; record: object | null }>();
    const result = work(stage(staged, get));
    if (staged.size === 0) return result;
    journal?.append({ changes: [...staged.values()] });
    const changes: Change[] = [];
    for (const { table, id, record } of staged.values()) {
      apply(table, id, record);
      revision += 1;
      changes.push({ revision, table, id, record: record as Change["record"] });
    }
    for (const change of changes) for (const listener of listeners) listener(change);
    return result;
  }

  return {
    get revision() {
      return revision;
    },
    get,
    all: <T extends TableName>(table: T) => [...tableOf(table).values()] as Tables[T][],
    find: <T extends TableName>(table: T, test: (record: Tables[T]) => boolean) => {
      for (const record of tableOf(table).values()) if (test(record as Tables[T])) return record as Tables[T];
      return undefined;
    },
    by: <T extends IndexedTable>(table: T, field: IndexedField<T>, value: string) =>
      [...(index.get(`${table} ${field} ${value}`) ?? [])].flatMap((id) => get(table, id) ?? []),
    write,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => journal?.close(),
  };
}

function reindex(index: Map<string, Set<string>>, table: TableName, id: string, before: unknown, after: unknown): void {
  const fields: readonly string[] = table in indexedFields ? indexedFields[table as IndexedTable] : [];
  for (const field of fields) {
    const oldKey = `${table} ${field} ${String((before as Record<string, unknown> | undefined)?.[field])}`;
    const newKey = `${table} ${field} ${String((after as Record<string, unknown> | null)?.[field])}`;
    if (before !== undefined && (after === null || oldKey !== newKey)) {
      index.get(oldKey)?.delete(id);
      if (index.get(oldKey)?.size === 0) index.delete(oldKey);
    }
    if (after === null) continue;
    const ids = index.get(newKey) ?? new Set<string>();
    index.set(newKey, ids.add(id));
  }
}

function stage(
  staged: Map<string, { table: TableName; id: string; record: object | null }>,
  committed: Store["get"],
): Transaction {
  const get = <T extends TableName>(table: T, id: string): Tables[T] | undefined => {
    const change = staged.get(`${table} ${id}`);
    return change === undefined ? committed(table, id) : ((change.record ?? undefined) as Tables[T] | undefined);
  };
  const put = (table: TableName, record: Row & object): void => {
    const id = record.Id ?? "";
    staged.set(`${table} ${id}`, { table, id, record: structuredClone(record) });
  };
  const nextNumber = (counter: string): number => {
    const last = (get("Counter", counter)?.last ?? 0) + 1;
    put("Counter", { Id: counter, last } as Row);
    return last;
  };
  return {
    get,
    put,
    remove: (table, id) => staged.set(`${table} ${id}`, { table, id, record: null }),
    nextId: (object) => makeId(object, nextNumber(object)),
    nextNumber,
  };
}

function snapshotOf(tables: Map<TableName, Map<string, object>>): JournalLine {
  const changes: JournalLine["changes"] = [];
  for (const [table, rows] of tables) for (const [id, record] of rows) changes.push({ table, id, record });
  return { changes };
}
