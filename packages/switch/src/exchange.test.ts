import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { createExchange } from "./exchange.ts";
import type { Entry } from "./journal/entries.ts";

/** A journal whose disk answers when the test says so. */
function slowDisk() {
  const written: { entry: Entry; done: () => void; failed: (error: Error) => void }[] = [];
  const sent: string[] = [];
  const exchange = createExchange([], {
    now: () => 1_000,
    newId: () => randomUUID(),
    journal: {
      append: (entry) => new Promise((done, failed) => written.push({ entry, done, failed })),
      close: () => Promise.resolve(),
    },
    delivery: {
      send: (facts) => sent.push(...facts.map((fact) => fact.type)),
      waiting: () => 0,
      stop: () => Promise.resolve(),
    },
  });
  return { exchange, written, sent };
}
const inbound = { from: "1", to: "2", callerName: null, queueId: null, recording: false };
const settle = () => new Promise((done) => setImmediate(done));

it("answers and tells the server only once the change is on disk", async () => {
  const { exchange, written, sent } = slowDisk();
  let answered = false;
  const asked = exchange.startInboundCall(inbound, null).then(() => (answered = true));
  await settle();
  expect([answered, sent]).toEqual([false, []]);
  written[0]!.done();
  await asked;
  expect(sent).toEqual(["callArrived"]);
});

it("a repeat waits for the disk as the first does", async () => {
  const { exchange, written } = slowDisk();
  const key = randomUUID();
  let answers = 0;
  const asked = [1, 2].map(() => exchange.startInboundCall(inbound, key).then(() => (answers += 1)));
  await settle();
  expect([answers, written.length]).toEqual([0, 1]);
  written[0]!.done();
  await Promise.all(asked);
  expect(answers).toBe(2);
});

it("a change that cannot be written is neither answered nor told", async () => {
  const { exchange, written, sent } = slowDisk();
  const asked = exchange.startInboundCall(inbound, null);
  written[0]!.failed(new Error("disk full"));
  await expect(asked).rejects.toThrow("disk full");
  expect(sent).toEqual([]);
});
