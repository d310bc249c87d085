import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { ProblemError } from "../problem-error.ts";

export function healthHandlers({ db, version }: EdgeDeps) {
  return {
    /** Asks the database, so that "ok" means that calls can be taken. */
    async getHealth(_: Ask<"getHealth">): Promise<Answer> {
      await db.query("select 1 as up").catch(() => {
        throw new ProblemError("store.unavailable");
      });
      return { body: { status: "ok", version, store: db.kind }, headers: { "cache-control": "no-store" } };
    },
  };
}
