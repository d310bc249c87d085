import type { CallMessage } from "@partner-telephony/api";

/** Columns of a message as agents and operators see it. */
export const COLUMNS = `message_id, position, (extract(epoch from created_at) * 1000)::float8 as at, sent_by, body, refused_code`;

export interface MessageRow {
  readonly message_id: string;
  readonly position: number;
  readonly at: number;
  readonly sent_by: CallMessage["sentBy"];
  readonly body: CallMessage["body"];
  readonly refused_code: string | null;
}

export const viewOf = (row: MessageRow): CallMessage => ({
  messageId: row.message_id,
  position: Number(row.position),
  at: Math.round(row.at),
  sentBy: row.sent_by,
  body: row.body,
  refusedCode: row.refused_code,
});
