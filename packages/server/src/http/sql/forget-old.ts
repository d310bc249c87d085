import type { Queryable } from "../../store/database.ts";

/** What no longer serves anybody: answers after a day, log-in failures after their window, tokens once they have expired. */
export async function forgetOld(db: Queryable, now: number): Promise<void> {
  const day = 86_400_000;
  await db.query(`delete from http_answers where created_at < $1`, [new Date(now - day)]);
  await db.query(`delete from log_in_failures where at < $1`, [new Date(now - 3_600_000)]);
  await db.query(`delete from session_tokens where expires_at < $1`, [new Date(now - day)]);
  await db.query(
    `delete from sessions s where s.created_at < $1 and not exists (
       select 1 from session_tokens t where t.tenant_id = s.tenant_id and t.session_id = s.session_id)`,
    [new Date(now - day)],
  );
}
