import type { Queryable } from "../../store/database.ts";
import type { AnswerKey } from "./claim-answer.ts";

/** The first answer stays. */
export async function storeAnswer(db: Queryable, at: AnswerKey, sealed: string): Promise<void> {
  await db.query(
    `update http_answers set sealed_answer = $4
     where tenant_id = $1 and scope = $2 and key = $3 and sealed_answer is null`,
    [at.tenant, at.scope, at.key, sealed],
  );
}
