import type { Queryable } from "./database.ts";

/**
 * Equal reads that wait at the same time are one read. None is answered by a read that had begun before it was asked, so whoever
 * asks sees at least what was stored by then. The rows are shared: nobody may change them.
 */
export function joinEqualReads(db: Queryable): Queryable {
  const waiting = new Map<string, Promise<object[]>>();
  const underWay = new Map<string, Promise<unknown>>();

  const start = async (key: string, text: string, values: readonly unknown[]): Promise<object[]> => {
    // A failure of the read before is told to those who waited for that one.
    await underWay.get(key)?.catch(() => {});
    waiting.delete(key);
    const read = db.query(text, values);
    underWay.set(key, read);
    try {
      return await read;
    } finally {
      if (underWay.get(key) === read) underWay.delete(key);
    }
  };

  return {
    query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      const key = JSON.stringify([text, values]);
      const read = waiting.get(key) ?? start(key, text, values);
      waiting.set(key, read);
      return read as Promise<Row[]>;
    },
  };
}
