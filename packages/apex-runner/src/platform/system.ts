import { ApexDatetime } from "../runtime/dates.ts";
import { equals, hashOf, id18, isId } from "../runtime/equality.ts";
import type { ApexException } from "../runtime/exceptions.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { CEILINGS, STATEMENTS_PER_MILLISECOND } from "../runtime/limits.ts";
import { machine } from "../runtime/machine.ts";
import { heapSize } from "../runtime/heap.ts";
import { textOf } from "../runtime/text.ts";
import { T, toId } from "../runtime/types.ts";
import type { EnumValue } from "../runtime/enums.ts";
import { enumValue } from "../runtime/enums.ts";
import { TimeZoneObject, now, today, zone } from "./dates.ts";
import { implement } from "./registry.ts";
import { objectTokenByPrefix } from "./schema.ts";
import { randomUUID } from "node:crypto";

const org = (): ReturnType<typeof machine>["organization"] => machine().organization;

implement("System.Object", {
  toString: (o: unknown) => textOf(o),
  equals: (o: unknown, other: unknown) => equals(o, other),
  hashCode: (o: unknown) => hashOf(o),
});

implement("System.Exception", {
  getCause: (e: ApexException) => e.cause,
  getLineNumber: (e: ApexException) => e.frames[0]?.line ?? 0,
  getMessage: (e: ApexException) => e.shownMessage,
  getStackTraceString: (e: ApexException) => e.stackTrace,
  getTypeName: (e: ApexException) => e.typeName,
  initCause: (e: ApexException, cause: ApexException | null) => {
    if (e.cause) raise("System.IllegalArgumentException", "The cause is already set");
    e.cause = cause;
    return null;
  },
  setMessage: (e: ApexException, message: string | null) => {
    e.message = message;
    e.messageSet = true;
    return null;
  },
  toString: (e: ApexException) => `${e.typeName}: ${e.shownMessage}`,
});

implement("System.System", {
  currentTimeMillis: () => BigInt(now()),
  "debug/1": (message: unknown) => debug("DEBUG", message),
  "debug/2": (level: EnumValue, message: unknown) => debug(nn(level).name, message),
  equals: (a: unknown, b: unknown) => equals(a, b),
  hashCode: (o: unknown) => hashOf(o),
  isBatch: () => org().context === "batch",
  isFuture: () => org().context === "future",
  isQueueable: () => org().context === "queueable",
  isScheduled: () => org().context === "scheduled",
  now: () => new ApexDatetime(now()),
  today,
  getApplicationReadWriteMode: () => enumValue(T("System.ApplicationReadWriteMode").symbol, "DEFAULT"),
});

function debug(level: string, message: unknown): null {
  org().log(`${level}|${textOf(message)}`);
  return null;
}

implement("System.Version", {
  "new/2": (major: number, minor: number) => ({
    $type: T("System.Version"),
    major: nn(major),
    minor: nn(minor),
    patch: null,
  }),
  "new/3": (major: number, minor: number, patch: number) => ({
    $type: T("System.Version"),
    major: nn(major),
    minor: nn(minor),
    patch: nn(patch),
  }),
  major: (v: Version) => v.major,
  minor: (v: Version) => v.minor,
  patch: (v: Version) => v.patch,
  compareTo: (v: Version, o: Version) =>
    Math.sign(v.major - nn(o).major || v.minor - o.minor || (v.patch ?? 0) - (o.patch ?? 0)),
});

interface Version {
  major: number;
  minor: number;
  patch: number | null;
}

implement("System.Request", {
  getCurrent: () => ({ $type: T("System.Request") }),
  getQuiddity: () => {
    const names = {
      future: "FUTURE",
      queueable: "QUEUEABLE",
      batch: "BATCH_APEX",
      scheduled: "SCHEDULED",
      synchronous: "RUNTEST_SYNC",
    };
    return enumValue(T("System.Quiddity").symbol, names[org().context]);
  },
  getRequestId: () => "apex-runner",
});

implement("System.UserInfo", {
  getDefaultCurrency: () => "USD",
  getFirstName: () => org().user.firstName,
  getLanguage: () => org().user.language,
  getLastName: () => org().user.lastName,
  getLocale: () => org().user.locale,
  getName: () => `${org().user.firstName} ${org().user.lastName}`.trim(),
  getOrganizationId: () => org().id,
  getOrganizationName: () => org().name,
  getProfileId: () => org().user.profileId,
  getTimeZone: () => new TimeZoneObject(zone()),
  getUiTheme: () => "Theme4d",
  getUiThemeDisplayed: () => "Theme4d",
  getUserEmail: () => org().user.email,
  getUserId: () => org().user.id,
  getUserName: () => org().user.username,
  getUserRoleId: () => org().user.roleId,
  getUserType: () => "Standard",
  isMultiCurrencyOrganization: () => false,
});

/** A custom permission is held through an assigned permission set (or given to everybody by the caller's options). */
function checkPermission(name: string): boolean {
  const key = nn(name).toLowerCase();
  const { permissions, grants, store, user } = org();
  if (permissions.has(key)) return true;
  return store
    .rows("permissionsetassignment")
    .filter((a) => a.get("assigneeid") === user.id)
    .some((a) => grants.get(String(a.get("permissionsetid")))?.includes(key));
}

implement("System.FeatureManagement", { checkPermission });

implement("System.Label", {
  get: (_ns: string | null, name: string) =>
    org().table.labels.get(nn(name).toLowerCase()) ??
    raise("System.IllegalArgumentException", `Custom label does not exist: ${name}`),
});

const cpu = (): number => Math.floor(machine().limits.statements / STATEMENTS_PER_MILLISECOND);
const mode = (): (typeof CEILINGS)["synchronous"] =>
  machine().limits.asynchronous ? CEILINGS.asynchronous : CEILINGS.synchronous;
const used: Record<string, () => number> = {
  AggregateQueries: () => machine().limits.aggregateQueries,
  AsyncCalls: () => 0,
  Callouts: () => machine().limits.callouts,
  CpuTime: cpu,
  DmlRows: () => machine().limits.dmlRows,
  DmlStatements: () => machine().limits.dmlStatements,
  EmailInvocations: () => machine().limits.emails,
  FutureCalls: () => machine().limits.futureCalls,
  HeapSize: heapSize,
  Queries: () => machine().limits.queries,
  QueryRows: () => machine().limits.queryRows,
  QueueableJobs: () => machine().limits.queueables,
  PublishImmediateDML: () => machine().limits.publishImmediate,
  QueryLocatorRows: () => 0,
  SoslQueries: () => 0,
  MobilePushApexCalls: () => 0,
  FieldSetsDescribes: () => 0,
};
const ceilings: Record<string, () => number> = {
  AggregateQueries: () => CEILINGS.aggregateQueries,
  AsyncCalls: () => 200,
  Callouts: () => CEILINGS.callouts,
  CpuTime: () => mode().cpu,
  DmlRows: () => CEILINGS.dmlRows,
  DmlStatements: () => CEILINGS.dmlStatements,
  EmailInvocations: () => CEILINGS.emails,
  FutureCalls: () => mode().futureCalls,
  HeapSize: () => mode().heap,
  Queries: () => mode().queries,
  QueryRows: () => CEILINGS.queryRows,
  QueueableJobs: () => mode().queueables,
  PublishImmediateDML: () => CEILINGS.publishImmediate,
  QueryLocatorRows: () => 10_000,
  SoslQueries: () => 20,
  MobilePushApexCalls: () => 10,
  FieldSetsDescribes: () => 100,
};

implement("System.Limits", {
  ...Object.fromEntries(Object.entries(used).map(([name, f]) => [`get${name}`, f])),
  ...Object.fromEntries(Object.entries(ceilings).map(([name, f]) => [`getLimit${name}`, f])),
});

implement("System.Id", {
  "valueOf/1": (s: string) => toId(nn(s)),
  "valueOf/2": (s: string) => toId(nn(s)),
  getSObjectType: (id: string) => objectTokenByPrefix(id.slice(0, 3)),
  to15: (id: string) => id.slice(0, 15),
  toString: (id: string) => id,
  equals: (id: string, o: unknown) => typeof o === "string" && isId(o) && id18(o) === id18(id),
  hashCode: (id: string) => hashOf(id18(id)),
  startsWith: (id: string, s: string) => id.startsWith(nn(s)),
});

class UuidObject {
  readonly $type = T("UUID");
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
  "i.equals/1"(o: unknown): boolean {
    return o instanceof UuidObject && o.text === this.text;
  }
  "i.hashcode/0"(): number {
    return hashOf(this.text);
  }
}

implement("System.UUID", {
  fromString: (s: string) => {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(nn(s)))
      raise("System.IllegalArgumentException", `Invalid UUID string: ${s}`);
    return new UuidObject(s.toLowerCase());
  },
  randomUUID: () => new UuidObject(randomUUID()),
  toString: (u: UuidObject) => u.text,
  equals: (u: UuidObject, o: unknown) => u["i.equals/1"](o),
  hashCode: (u: UuidObject) => u["i.hashcode/0"](),
});
