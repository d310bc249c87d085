import { randomUUID } from "node:crypto";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Queryable } from "../store/database.ts";
import { lockCenter } from "./contact-center-choice.ts";
import { countQueues, deleteQueue, findQueueNamed, insertQueue, type Queue } from "./sql/queues.ts";

/** As many as one list tells Salesforce. */
const MOST_QUEUES = 5_000;

/**
 * A new queue, or the one that has the name: an admin may press twice. Without members every agent serves it.
 * @throws ProblemError `queue.too-many`
 */
export async function createQueue(tx: Queryable, tenant: TenantId, name: string): Promise<Queue> {
  await lockCenter(tx, tenant);
  const known = await findQueueNamed(tx, tenant, name);
  if (known !== null) return known;
  if ((await countQueues(tx, tenant)) >= MOST_QUEUES) throw new ProblemError("queue.too-many");
  const queue = { queueId: randomUUID(), name };
  await insertQueue(tx, tenant, queue);
  return queue;
}

/** A queue that is not there is removed already. Calls that wait in it go to any agent. */
export async function removeQueue(tx: Queryable, tenant: TenantId, queueId: string): Promise<void> {
  await lockCenter(tx, tenant);
  await deleteQueue(tx, tenant, queueId);
}
