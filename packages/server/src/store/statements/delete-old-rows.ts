import type { Queryable } from "../database.ts";
import { sqlInstant } from "./instant.ts";

/** What only serves repeats and reloads. Logs, calls, parties and parked rows are never touched here. */
export async function deleteOldRows(db: Queryable, before: number): Promise<void> {
  const at = [sqlInstant(before)];
  await db.query("delete from agent_signals where at < $1", at);
  await db.query("delete from call_messages where settled_at < $1", at);
  await db.query("delete from facts_seen where at < $1", at);
  await db.query("delete from idempotency where created_at < $1", at);
  await db.query("delete from digits where created_at < $1", at);
  await db.query("delete from utterance_pace where second < $1", [Math.floor(before / 1000)]);
  await db.query("delete from voice_call_pace where second < $1", [Math.floor(before / 1000)]);
}
