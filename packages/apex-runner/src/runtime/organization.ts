import type { ApexRecord } from "./record.ts";
import type { Uncatchable } from "./exceptions.ts";
import type { Query } from "../syntax/query.ts";
import type { Store } from "../database/store.ts";
import type { TypeSymbol } from "../symbols/model.ts";
import type { TypeTable } from "../symbols/table.ts";

/** Where a named credential leads. `headers` are added to every call, as an org adds the credential's authentication. */
export interface NamedCredential {
  url: string;
  headers?: Record<string, string>;
}

export interface RunningUser {
  id: string;
  firstName: string;
  lastName: string;
  username: string;
  email: string;
  profileId: string;
  roleId: string | null;
  locale: string;
  language: string;
}

/** What a transaction finds around it: time, user, data, and what may be reached from here. */
export interface Organization {
  id: string;
  name: string;
  domainUrl: string;
  /** milliseconds since 1970 */
  clock: () => number;
  timeZone: string;
  user: RunningUser;
  store: Store;
  table: TypeTable;
  /** emitted classes by symbol id */
  classes: Record<number, new () => object>;
  inTest: boolean;
  /** between startTest and stopTest */
  testStarted: "no" | "yes" | "over";
  mocks: Map<string, object>;
  /** work that waits for stopTest or the end of the transaction */
  jobs: Job[];
  /** the job that runs now */
  running: Job | null;
  /** platform events that were published and not delivered yet */
  events: ApexRecord[];
  /** rows written before the current callout window */
  uncommitted: boolean;
  calloutsAllowed: boolean;
  namedCredentials: Map<string, NamedCredential>;
  /** sends for real; null where no callout may leave */
  send: ((request: OutgoingRequest) => IncomingResponse) | null;
  /** PEM private keys (and certificates) by developer name */
  certificates: Map<string, { privateKey: string; certificate?: string }>;
  /** custom permissions every user has, lower case */
  permissions: Set<string>;
  /** custom permissions by id of the permission set that grants them, lower case */
  grants: Map<string, string[]>;
  staticResources: Map<string, Buffer>;
  log: (line: string) => void;
  rest: { request: object | null; response: object | null };
  trigger: object | null;
  context: "synchronous" | "future" | "queueable" | "batch" | "scheduled";
  triggers: TriggerHook[];
  parseQuery: ((text: string) => Query) | null;
  random: () => number;
  /** an assertion or limit failure of this transaction: it counts even if a `finally` with `return` drops it */
  fatal: Uncatchable | null;
}

export interface TriggerHook {
  object: string;
  events: string[];
  run: () => void;
}

export interface Job {
  kind: "future" | "queueable" | "batch" | "scheduled";
  id: string;
  name: string;
  mayCallOut: boolean;
  run: () => void;
  finalizer?: object;
}

export interface OutgoingRequest {
  method: string;
  url: string;
  headers: [string, string][];
  body: Buffer | null;
  timeout: number;
}

export interface IncomingResponse {
  status: number;
  statusText: string;
  headers: [string, string][];
  body: Buffer;
}

export type { TypeSymbol };
