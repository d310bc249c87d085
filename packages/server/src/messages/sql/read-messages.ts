import type { CallMessage } from "@partner-telephony/api";
import type { Queryable } from "../../store/database.ts";
import { COLUMNS, viewOf, type MessageRow } from "./row.ts";

/** By messageId; those that are kept no more are left out. */
export async function readMessages(
  db: Queryable,
  tenant: string,
  messageIds: readonly string[],
): Promise<Map<string, CallMessage>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db.query<MessageRow>(
    `select ${COLUMNS} from call_messages where tenant_id = $1 and message_id = any($2::uuid[])`,
    [tenant, messageIds],
  );
  return new Map(rows.map((row) => [row.message_id, viewOf(row)]));
}
