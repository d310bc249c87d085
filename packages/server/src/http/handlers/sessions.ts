import { endSession } from "../../sessions/sql/end-session.ts";
import { clearedRefreshCookie, refreshCookie } from "../../sessions/refresh-cookie.ts";
import { checkProof, openSession, refreshSession, type SessionGiven } from "../../sessions/sessions.ts";
import { tokenHash } from "../../sessions/token.ts";
import type { Ask } from "../ask.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Answer } from "../idempotency.ts";
import { ProblemError } from "../problem-error.ts";

function sessionAnswer({ view, refreshToken, refreshUntil }: SessionGiven, now: number): Answer {
  const cookie = refreshCookie(refreshToken, refreshUntil - now);
  return { body: view, headers: { "set-cookie": cookie, "cache-control": "no-store" } };
}

export function sessionHandlers(deps: EdgeDeps) {
  return {
    async createSession({ body, address, once }: Ask<"createSession">): Promise<Answer> {
      // Before the key is looked up: a stored bearer is given only to who proves it again.
      const agent = await checkProof(deps.db, deps.secrets.secretKey, body, { address, now: deps.now() });
      return once({ tenant: agent.tenant, scope: `log-in:${agent.agent_id}` }, async (tx) =>
        sessionAnswer(await openSession(tx, agent, deps.now()), deps.now()),
      );
    },

    async refreshSession({ asker, once }: Ask<"refreshSession">): Promise<Answer> {
      const whose = { tenant: "", scope: `refresh:${tokenHash(asker.token).toString("hex")}` };
      const answer = await once(whose, async (tx) => {
        const given = await refreshSession(tx, asker.token, deps.now());
        return given === null ? { body: null } : sessionAnswer(given, deps.now());
      });
      if (answer.body !== null) return answer;
      throw new ProblemError("sessions.refresh-reused", { headers: { "set-cookie": clearedRefreshCookie() } });
    },

    async endSession({ asker }: Ask<"endSession">): Promise<Answer> {
      await endSession(deps.db, asker.tenant, asker.sessionId, "logged-out", deps.now());
      await deps.onSessionEnded?.(asker.sessionId);
      return { headers: { "set-cookie": clearedRefreshCookie() } };
    },
  };
}
