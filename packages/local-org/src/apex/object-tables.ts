import type { TableName } from "../org/tables.ts";

/** Tables of the org that are objects of the same name to Apex. Every other object is kept as `ObjectRecord`. */
const objectTables = [
  "User",
  "Group",
  "CallCenter",
  "CallCenterRoutingMap",
  "Contact",
  "Case",
  "VoiceCall",
  "VoiceCallRecording",
  "AgentWork",
  "PendingServiceRouting",
  "Conversation",
] as const satisfies readonly TableName[];
export type ObjectTable = (typeof objectTables)[number];

export const isObjectTable = (name: string): name is ObjectTable => (objectTables as readonly string[]).includes(name);

export const apexTables: readonly TableName[] = [...objectTables, "ObjectRecord"];
