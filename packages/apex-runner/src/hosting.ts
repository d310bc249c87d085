/** What a process needs that lets Apex run on a thread of its own: no compiler and no parser come along. */
export { ApexFailure, NotCallable, NotCompiled, type ErrorBody } from "./host/failure.ts";
export { RunningHost, startHost, type HostStart } from "./host/start.ts";
export type { Caller } from "./host/caller.ts";
export type { Changes, PageAnswer } from "./host/host.ts";
export type { PageCall } from "./host/page-methods.ts";
export type { KeptRecord, NewRecord } from "./host/records.ts";
export type { RestAnswer, RestCall } from "./host/rest.ts";
export type { Plain } from "./host/values.ts";
