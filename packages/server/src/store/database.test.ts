import { deferred } from "../../tests/support/deferred.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase, Kind } from "../../tests/support/fresh-database.ts";
import { openDatabase } from "./open-database.ts";

describe.each<Kind>(["pglite", "postgresql"])("a database on %s", (kind) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase(kind);
  });
  afterAll(() => fresh.remove());

  it("gives bigint as number, jsonb parsed, timestamptz as Date and uuid arrays as they came", async () => {
    const id = "9b2f3c1e-8a55-4c1b-9d43-0c7c1d2e3f40";
    const rows = await fresh.database.query(
      `select 9007199254740991::bigint as big, $1::jsonb as json, $2::timestamptz as at, $3::uuid[] as ids, null as none`,
      [JSON.stringify([{ a: "x" }]), "2026-01-02T03:04:05.678Z", [id]],
    );
    expect(rows).toEqual([
      { big: 9007199254740991, json: [{ a: "x" }], at: new Date("2026-01-02T03:04:05.678Z"), ids: [id], none: null },
    ]);
  });

  it("undoes everything when the work of a transaction fails", async () => {
    const failing = fresh.database.transaction(async (tx) => {
      await tx.query("insert into voice_call_pace values ('undone', 1, 1)");
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await fresh.database.query("select 1 from voice_call_pace where org_id = 'undone'")).toEqual([]);
  });

  it("tells listeners at commit and not before", async () => {
    const heard: string[] = [];
    const first = deferred();
    const stop = await fresh.database.listen("test_news", (payload) => {
      heard.push(payload);
      first.resolve();
    });
    await fresh.database
      .transaction(async (tx) => {
        await tx.query("select pg_notify('test_news', 'undone')");
        throw new Error("no");
      })
      .catch(() => {});
    await fresh.database.transaction(async (tx) => {
      await tx.query("select pg_notify('test_news', 'done')");
    });
    await first.promise;
    await stop();
    expect(heard).toEqual(["done"]);
  });
});

describe("several processes on one PostgreSQL", () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase("postgresql");
  });
  afterAll(() => fresh.remove());

  it("tries a deadlocked transaction again", async () => {
    await fresh.database.query("insert into voice_call_pace values ('lock', 1, 0), ('lock', 2, 0)");
    const bothHold = [deferred(), deferred()] as const;
    const take = (mine: 0 | 1): Promise<void> =>
      fresh.database.transaction(async (tx) => {
        const [first, second] = mine === 0 ? [1, 2] : [2, 1];
        await tx.query("update voice_call_pace set taken = taken + 1 where org_id = 'lock' and second = $1", [first]);
        bothHold[mine].resolve();
        await bothHold[mine === 0 ? 1 : 0].promise;
        await tx.query("update voice_call_pace set taken = taken + 1 where org_id = 'lock' and second = $1", [second]);
      });
    await Promise.all([take(0), take(1)]);
    const rows = await fresh.database.query("select taken from voice_call_pace where org_id = 'lock'");
    expect(rows).toEqual([{ taken: 2 }, { taken: 2 }]);
  });

  it("hears news again after the listening connection was lost", async () => {
    const database = await fresh.another();
    const heard: string[] = [];
    const waiters: { for: string; done: () => void }[] = [];
    const until = (payload: string): Promise<void> =>
      heard.includes(payload) ? Promise.resolve() : new Promise((done) => waiters.push({ for: payload, done }));
    await database.listen("lost_news", (payload) => {
      heard.push(payload);
      waiters.filter((waiter) => waiter.for === payload).forEach((waiter) => waiter.done());
    });
    await fresh.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query = 'listen "lost_news"'`,
    );
    // "Anything may have happened."
    await until("");
    await fresh.database.query("select pg_notify('lost_news', 'again')");
    await until("again");
    expect(heard).toEqual(["", "again"]);
  });

  it("refuses a server that is not there, naming what to check", async () => {
    const opening = openDatabase({ url: "postgres://postgres@127.0.0.1:1/none" });
    await expect(opening).rejects.toMatchObject({ code: "store.unreachable" });
  });
});
