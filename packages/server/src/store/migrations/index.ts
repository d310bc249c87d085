import { agentSettingsTables } from "../../agent-settings/tables.ts";
import { answerTables } from "../../http/tables.ts";
import { keyTables } from "../../keys/tables.ts";
import { providerManagementTables } from "../../provider-management/tables.ts";
import { recordingTables } from "../../recordings/tables.ts";
import { messageTables } from "../../messages/tables.ts";
import { sessionTables } from "../../sessions/tables.ts";
import { tenantTables } from "../../tenants/tables.ts";
import { transcriptTables } from "../../transcript/tables.ts";
import { callTables } from "./0002-calls.ts";
import { recordTables } from "./0007-record.ts";

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Append only: a line that has been released is never changed, moved or removed. */
export const migrations: readonly Migration[] = [
  { name: "0001-tenants", sql: tenantTables },
  { name: "0002-calls", sql: callTables },
  { name: "0003-keys", sql: keyTables },
  { name: "0004-sessions", sql: sessionTables },
  { name: "0005-answers", sql: answerTables },
  { name: "0006-transcript", sql: transcriptTables },
  { name: "0007-record", sql: recordTables },
  { name: "0008-recordings", sql: recordingTables },
  { name: "0009-messages", sql: messageTables },
  { name: "0010-agent-settings", sql: agentSettingsTables },
  { name: "0011-provider-management", sql: providerManagementTables },
];
