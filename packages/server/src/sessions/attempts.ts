import { randomUUID } from "node:crypto";
import type { TenantId } from "../engine/engine.ts";
import { ProblemError } from "../http/problem-error.ts";
import { keyedDigest } from "../keys/sealed.ts";
import type { Queryable } from "../store/database.ts";
import { countFailures, forgetFailures, insertFailure } from "./sql/log-in-failures.ts";

export const WINDOW_MS = 15 * 60_000;
/** Many agents may sit behind one address, so it may fail more often than one username. */
export const MAX_FAILURES = { username: 10, address: 100 } as const;

interface Attempt {
  succeeded(): Promise<void>;
}

/**
 * Bounds guessing per username and per address, over all servers of one database.
 * @throws ProblemError `sessions.too-many-attempts` with the seconds to wait
 */
export async function beginAttempt(
  db: Queryable,
  secretKey: Buffer,
  who: { readonly tenant: TenantId; readonly username: string; readonly address: string },
  now: number,
): Promise<Attempt> {
  const subjects = {
    username: keyedDigest(secretKey, "username", who.username.toLowerCase()),
    address: keyedDigest(secretKey, "address", who.address),
  };
  const failureId = randomUUID();
  for (const kind of ["username", "address"] as const) {
    await requireRoom(db, who.tenant, subjects[kind], MAX_FAILURES[kind], now);
    await insertFailure(db, who.tenant, subjects[kind], failureId, now);
  }
  return {
    async succeeded() {
      await forgetFailures(db, who.tenant, subjects.username, null);
      await forgetFailures(db, who.tenant, subjects.address, failureId);
    },
  };
}

async function requireRoom(db: Queryable, tenant: TenantId, subject: Buffer, most: number, now: number): Promise<void> {
  const { failures, oldest } = await countFailures(db, tenant, subject, now - WINDOW_MS);
  if (failures < most) return;
  const seconds = Math.max(1, Math.ceil(((oldest?.getTime() ?? now) + WINDOW_MS - now) / 1000));
  throw new ProblemError("sessions.too-many-attempts", {
    facts: { seconds },
    headers: { "retry-after": String(seconds) },
  });
}
