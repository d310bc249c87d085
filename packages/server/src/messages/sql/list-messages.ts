import type { CallMessage } from "@partner-telephony/api";
import type { Queryable } from "../../store/database.ts";
import { COLUMNS, viewOf, type MessageRow } from "./row.ts";

/** Of a call, oldest first: the newest so many. */
export const LISTED_MOST = 200;

export async function listMessages(db: Queryable, tenant: string, callId: string): Promise<CallMessage[]> {
  const rows = await db.query<MessageRow>(
    `select ${COLUMNS} from call_messages where tenant_id = $1 and call_id = $2 order by position desc limit $3`,
    [tenant, callId, LISTED_MOST],
  );
  return rows.map(viewOf).reverse();
}
