import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { ProblemError } from "../problem-error.ts";

export function utteranceHandlers({ engine }: EdgeDeps) {
  return {
    async storeUtterance({ asker, params, body }: Ask<"storeUtterance">): Promise<Answer> {
      const stored = await engine.utterance(asker.tenant, params["callId"] as string, body);
      if ("unknown" in stored) throw new ProblemError(`${stored.unknown}.unknown`);
      return { body: { utteranceId: body.utteranceId, ...stored } };
    },
  };
}
