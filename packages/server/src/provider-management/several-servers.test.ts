import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../../tests/support/fresh-database.ts";
import { putContactCenter } from "../tenants/put-contact-center.ts";
import { createQueue } from "./queues.ts";
import { addUsers, removeUsersOf } from "./users.ts";

const TENANT = "00D000000000001:NorthwindSupport";
const NOW = Date.UTC(2026, 10, 22);
const users = [1, 2, 3].map((place) => ({
  userId: `00500000000000${place}`,
  username: `user${place}@example.com`,
  firstName: "Ada",
  lastName: `Agent ${place}`,
}));

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase("postgresql");
  const body = { displayName: "Northwind", scrtUrl: "https://voice.example", signer: "server" } as const;
  const rest = { queues: [], phoneNumbers: [], defaultCountry: null };
  await putContactCenter(fresh.database, "00D000000000001", "NorthwindSupport", { ...body, ...rest }, NOW);
});
afterAll(() => fresh.remove());

const eight = Array.from({ length: 8 }, (_, place) => place);

it("several servers that add the same users at once make one agent of each", async () => {
  const done = await Promise.all(eight.map(() => fresh.database.transaction((tx) => addUsers(tx, TENANT, users, NOW))));
  expect(new Set(done.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(await fresh.database.query("select 1 from agents")).toHaveLength(3);
});

it("several servers that add and remove at once leave everybody in or everybody out", async () => {
  await Promise.all(
    eight.map((place) =>
      fresh.database.transaction((tx) =>
        place % 2 === 0 ? addUsers(tx, TENANT, users, NOW) : removeUsersOf(tx, TENANT, users, NOW),
      ),
    ),
  );
  const rows = await fresh.database.query("select distinct removed_at is null as here from agent_profiles");
  expect(rows).toHaveLength(1);
});

it("several servers that create a queue at once make one", async () => {
  const made = await Promise.all(
    eight.map(() => fresh.database.transaction((tx) => createQueue(tx, TENANT, "Billing"))),
  );
  expect(new Set(made.map(({ queueId }) => queueId)).size).toBe(1);
});
