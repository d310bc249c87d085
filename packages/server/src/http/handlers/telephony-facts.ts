import { storeFact } from "../../webhook/store-fact.ts";
import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { ProblemError } from "../problem-error.ts";

export function telephonyFactHandlers({ centers, engine, db }: EdgeDeps) {
  return {
    async storeTelephonyFact({ asker, body, origin }: Ask<"storeTelephonyFact">): Promise<Answer> {
      const center = await centers.find(asker.tenant);
      if (center === null) throw new ProblemError("contact-center.unknown");
      const ports = { engine, database: db };
      return { body: await storeFact(ports, asker.tenant, center.default_country, body, origin.traceparent) };
    },
  };
}
