import { ApexList } from "../runtime/collections.ts";
import { enumValue } from "../runtime/enums.ts";
import { ApexException, nn, raise, raiseLimit, unsupported } from "../runtime/exceptions.ts";
import { CEILINGS, freshLimits } from "../runtime/limits.ts";
import { machine, within } from "../runtime/machine.ts";
import { interfaceKey } from "../runtime/objects.ts";
import type { Job } from "../runtime/organization.ts";
import { isInstance, T } from "../runtime/types.ts";
import { deliverEvents } from "./events.ts";
import { implement } from "./registry.ts";
import type { TypeValue } from "./type.ts";

type Callbacks = Record<string, (...args: unknown[]) => unknown>;

const org = (): ReturnType<typeof machine>["organization"] => machine().organization;

function jobId(kind: string): string {
  const { store, table } = org();
  const id = store.newId(table.objects.get(kind)!);
  return id;
}

function enqueue(kind: Job["kind"], name: string, mayCallOut: boolean, run: (id: string) => void): string {
  const id = jobId(kind === "scheduled" ? "crontrigger" : "asyncapexjob");
  const jobType = { future: "Future", queueable: "Queueable", batch: "BatchApex", scheduled: "ScheduledApex" }[kind];
  if (kind !== "scheduled")
    org().store.put(
      "asyncapexjob",
      id,
      new Map<string, unknown>([
        ["id", id],
        ["jobtype", jobType],
        ["status", "Queued"],
        ["numberoferrors", 0],
        ["jobitemsprocessed", 0],
        ["totaljobitems", 0],
      ]),
    );
  org().jobs.push({ kind, id, name, mayCallOut, run: () => run(id) });
  return id;
}

/** `@future`: arguments are kept, the call happens later (rule 189). */
export function future(mayCallOut: boolean, args: unknown[], call: (args: unknown[]) => void): null {
  const { limits } = machine();
  if (org().context === "future" || org().context === "batch")
    raise("System.AsyncException", "Future method cannot be called from a future or batch method");
  if (limits.futureCalls >= CEILINGS.synchronous.futureCalls)
    raiseLimit(`Too many future calls: ${CEILINGS.synchronous.futureCalls + 1}`);
  limits.futureCalls++;
  enqueue("future", "@future", mayCallOut, () => call(args));
  return null;
}

function enqueueJob(job: object): string {
  const { limits } = machine();
  const max = limits.asynchronous ? CEILINGS.asynchronous.queueables : CEILINGS.synchronous.queueables;
  if (!isInstance(job, T("Queueable"))) raise("System.AsyncException", "System.enqueueJob needs a Queueable");
  if (org().inTest && org().context === "queueable")
    raise("System.AsyncException", "Maximum stack depth has been reached.");
  if (limits.queueables >= max) raiseLimit(`Too many queueable jobs added to the queue: ${max + 1}`);
  limits.queueables++;
  const mayCallOut = isInstance(job, T("Database.AllowsCallouts"));
  return enqueue("queueable", "Queueable", mayCallOut, (id) => {
    (job as Callbacks)["i.queueable.execute"]!({ $type: T("QueueableContext"), "i.getjobid/0": () => id });
  });
}

/** One finalizer for a queueable that runs. */
function attachFinalizer(finalizer: object): null {
  const o = org();
  if (o.context !== "queueable" || !o.running)
    raise("System.AsyncException", "System.attachFinalizer is allowed in a Queueable only");
  if (!isInstance(finalizer, T("Finalizer"))) raise("System.TypeException", "The object does not implement Finalizer");
  if (o.running!.finalizer) raise("System.HandledException", "Only one Finalizer can be attached");
  o.running!.finalizer = finalizer;
  return null;
}

function finish(job: Job, error: ApexException | null): void {
  const finalizer = job.finalizer as Callbacks | undefined;
  if (!finalizer) return;
  finalizer["i.finalizer.execute"]!({
    $type: T("FinalizerContext"),
    "i.getasyncapexjobid/0": () => job.id,
    "i.getexception/0": () => error,
    "i.getrequestid/0": () => job.id,
    "i.getresult/0": () => enumValue(T("ParentJobResult").symbol, error ? "UNHANDLED_EXCEPTION" : "SUCCESS"),
  });
}

function executeBatch(batch: object, size: number | null = 200): string {
  if (!isInstanceOfAny(batch, "Database.Batchable"))
    raise("System.AsyncException", "Database.executeBatch needs a Batchable");
  const mayCallOut = isInstance(batch, T("Database.AllowsCallouts"));
  return enqueue("batch", "Batch", mayCallOut, (id) => runBatch(batch as Callbacks, id, nn(size)));
}

function isInstanceOfAny(v: object, name: string): boolean {
  return "i.start/1" in v && name === "Database.Batchable";
}

function runBatch(batch: Callbacks, id: string, size: number): void {
  const context = { $type: T("Database.BatchableContext"), "i.getjobid/0": () => id, "i.getchildjobid/0": () => id };
  const scope = nn(batch["i.start/1"]!(context)) as { rows?: ApexList; "i.iterator/0"?: () => Callbacks };
  const items: unknown[] = [];
  if (scope.rows) items.push(...scope.rows.items);
  else {
    const cursor = scope["i.iterator/0"]!();
    while (cursor["i.hasnext/0"]!()) items.push(cursor["i.next/0"]!());
  }
  if (org().inTest && items.length > size)
    raise(
      "System.UnexpectedException",
      "No more than one executeBatch can be called from within a test method. Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.",
    );
  const type = scope.rows?.$type ?? T("List<Object>");
  for (let i = 0; i < items.length; i += size)
    batch["i.batchable.execute"]!(context, new ApexList(type, items.slice(i, i + size)));
  batch["i.finish/1"]!(context);
}

/** Runs what is queued, each job in a transaction of its own. */
export function runJobs(): void {
  const current = machine();
  const organization = current.organization;
  const jobs = organization.jobs.splice(0);
  for (const job of jobs) {
    const before = {
      context: organization.context,
      uncommitted: organization.uncommitted,
      calloutsAllowed: organization.calloutsAllowed,
    };
    organization.context = job.kind;
    organization.uncommitted = false;
    organization.calloutsAllowed = job.mayCallOut;
    const inner = {
      ...current,
      limits: freshLimits(true),
      frameMethods: new Int32Array(1100),
      frameStatements: new Int32Array(1100),
      depth: 0,
    };
    try {
      organization.running = job;
      within(inner, job.run);
      setStatus(job.id, "Completed");
      within(inner, () => finish(job, null));
    } catch (e) {
      setStatus(job.id, "Failed");
      if (e instanceof ApexException) within(inner, () => finish(job, e));
      throw e;
    } finally {
      organization.running = null;
      Object.assign(organization, before);
    }
  }
}

function setStatus(id: string, status: string): void {
  const row = org().store.get("asyncapexjob", id);
  if (row) org().store.put("asyncapexjob", id, new Map(row).set("status", status));
}

implement("System.System", {
  attachFinalizer,
  enqueueJob,
  schedule: (name: string, cron: string, job: Callbacks) => {
    if (!/^\S+( \S+){5,6}$/.test(nn(cron).trim()))
      raise("System.AsyncException", `Based on configured schedule, the given trigger '${name}' will never fire.`);
    const id = enqueue(
      "scheduled",
      nn(name),
      true,
      (jobId) =>
        void nn(job)["i.schedulable.execute"]!({ $type: T("SchedulableContext"), "i.gettriggerid/0": () => jobId }),
    );
    org().store.put(
      "crontrigger",
      id,
      new Map<string, unknown>([
        ["id", id],
        ["cronexpression", cron],
        ["state", "WAITING"],
        ["timestriggered", 0],
      ]),
    );
    return id;
  },
});
implement("System.Database", { executeBatch });

let saved: ReturnType<typeof freshLimits> | null = null;

implement("System.Test", {
  isRunningTest: () => org().inTest,
  startTest: () => {
    if (org().testStarted !== "no")
      raise("System.FinalException", "Test.startTest() can be called only once per test method");
    org().testStarted = "yes";
    org().uncommitted = false;
    saved = machine().limits;
    machine().limits = freshLimits(false);
    return null;
  },
  stopTest: () => {
    if (org().testStarted !== "yes") raise("System.FinalException", "Test.stopTest() needs Test.startTest() before");
    org().testStarted = "over";
    deliverEvents();
    runJobs();
    deliverEvents();
    if (saved) machine().limits = saved;
    return null;
  },
  setMock: (type: TypeValue, mock: object) => {
    if (!org().inTest) raise("System.TypeException", "Test.setMock is only for tests");
    if (nn(type).type !== T("HttpCalloutMock")) unsupported(`Test.setMock for ${nn(type).type.name}`);
    if (!isInstance(mock, T("HttpCalloutMock")))
      raise("System.TypeException", "The mock does not implement HttpCalloutMock");
    org().mocks.set("httpcalloutmock", mock);
    return null;
  },
  createStub: (type: TypeValue, provider: Callbacks) => createStub(nn(type), nn(provider)),
  getStandardPricebookId: () => "01s000000000001AAA",
  setCreatedDate: (id: string, created: unknown) => {
    for (const o of org().table.objects.values()) {
      const row = o.prefix === nn(id).slice(0, 3) ? org().store.get(o.name.toLowerCase(), id) : null;
      if (row) org().store.put(o.name.toLowerCase(), id, new Map(row).set("createddate", created));
    }
    return null;
  },
  isScheduled: () => org().context === "scheduled",
});

implement("Auth.HttpCalloutMockUtil", {
  setHttpMock: (mock: object) => {
    org().mocks.set("httpcalloutmock", nn(mock));
    return null;
  },
});

import { typeValue } from "./type.ts";
import { methodsNamed } from "../symbols/members.ts";
import type { Type } from "../symbols/model.ts";
import { allInterfaces } from "../check/classes.ts";

/** An object whose instance methods all lead to the provider (rule 193). */
function createStub(value: TypeValue, provider: Callbacks): object {
  const { type } = value;
  const { symbol } = type;
  if (symbol.platform || symbol.kind === "enum")
    raise("System.TypeException", `Test.createStub cannot stub ${type.name}`);
  const cls = org().classes[symbol.id];
  const stub = (cls ? Object.create(cls.prototype) : { $type: type }) as Record<string, unknown>;
  // What an org calls a stub's class; mocking frameworks cut the name out of the text.
  if (!stub["i.tostring/0"]) stub["i.tostring/0"] = () => `${symbol.name}__sfdc_ApexStub:[]`;
  for (const name of namesOf(type)) {
    for (const view of methodsNamed(type, name)) {
      const m = view.method;
      if (m.static || m.visibility === "private" || m.isConstructor) continue;
      const answer = (...args: unknown[]): unknown =>
        provider["i.handlemethodcall/6"]!(
          stub,
          m.name,
          typeValue(view.returns),
          new ApexList(T("List<Type>"), view.parameters.map(typeValue)),
          new ApexList(
            T("List<String>"),
            m.parameters.map((p) => p.name),
          ),
          new ApexList(T("List<Object>"), args),
        );
      stub[m.owner.platform ? interfaceKey(m.owner, m.name, view.parameters.length) : m.key] = answer;
    }
  }
  return stub;
}

function namesOf(type: Type): Set<string> {
  const names = new Set<string>();
  for (let t: Type | null = type; t; t = t.symbol.superType) for (const n of t.symbol.methods.keys()) names.add(n);
  for (const i of allInterfaces(type)) for (const n of i.symbol.methods.keys()) names.add(n);
  return names;
}
