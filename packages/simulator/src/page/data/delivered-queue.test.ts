import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { DELIVERED_QUEUE, queueHint } from "./delivered-queue.ts";

it("whoever does not know a queue's id is told one that the delivered org has", async () => {
  const file = new URL("../../../../../config/local-org.json", import.meta.url);
  const { queues } = JSON.parse(await readFile(file, "utf8")) as { queues: { externalId: string }[] };
  expect(queues.map(({ externalId }) => externalId)).toContain(DELIVERED_QUEUE);
  expect(queueHint).toBe("A queue's id, such as support.");
});
