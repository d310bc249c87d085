/** Identifiers are UUIDv4 in lower case, made at the edge. The model never makes one. */
export type CallId = string;
export type LegId = string;
export type AgentId = string;
export type RequestId = string;
/** Points to a name and a number kept apart from the log, so that erasing them leaves the log foldable. */
export type PartyId = string;
/** Epoch milliseconds. */
export type Instant = number;
