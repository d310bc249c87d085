import { ApexList } from "../runtime/collections.ts";
import { ApexDatetime } from "../runtime/dates.ts";
import { nn, raise } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import type { ApexRecord } from "../runtime/record.ts";
import { T } from "../runtime/types.ts";
import { validate, type DmlOutcome, type TriggerContext } from "../database/dml.ts";
import { result } from "./database.ts";
import { implement } from "./registry.ts";

/** Publishes one platform event: it waits until the test delivers it. */
function publishOne(event: ApexRecord): DmlOutcome {
  const { organization, limits } = machine();
  const object = nn(event).schema.name;
  if (event.schema.kind !== "event") raise("System.TypeException", `${object} is not a platform event`);
  limits.dmlStatements++;
  const errors = validate("insert", event, object.toLowerCase());
  const outcome: DmlOutcome = { record: event, id: null, created: false, errors };
  if (errors.length) return outcome;
  outcome.id = organization.store.newId(event.schema);
  outcome.created = true;
  const copy = event.copy();
  copy.fields.set("replayid", String(organization.events.length + 1));
  copy.fields.set("createddate", new ApexDatetime(organization.clock()));
  copy.fields.set("createdbyid", organization.user.id);
  organization.events.push(copy);
  return outcome;
}

/** Runs the after-insert triggers of what was published, one object at a time, in order. */
export function deliverEvents(): void {
  const { organization } = machine();
  while (organization.events.length) {
    const waiting = organization.events.splice(0);
    for (const schema of new Set(waiting.map((e) => e.schema)))
      deliver(
        schema.name,
        waiting.filter((e) => e.schema === schema),
      );
  }
}

function deliver(object: string, events: ApexRecord[]): void {
  const { organization } = machine();
  const list = T("List<Object>").symbol.of(organization.table.sobject(object)!.type);
  for (const e of events) e.readOnly = true;
  const context: TriggerContext = {
    new: new ApexList(list, events),
    old: null,
    newmap: null,
    oldmap: null,
    when: "after",
    verb: "insert",
    size: events.length,
  };
  const outer = organization.trigger;
  for (const hook of organization.triggers) {
    if (hook.object !== object.toLowerCase() || !hook.events.includes("after insert")) continue;
    organization.trigger = context;
    try {
      hook.run();
    } finally {
      organization.trigger = outer;
    }
  }
}

implement("System.EventBus", {
  "publish(list<sobject>)": (events: ApexList) => {
    const results = (nn(events).items as ApexRecord[]).map((e) => result(publishOne(e), "Database.SaveResult"));
    return new ApexList(T("List<Database.SaveResult>"), results);
  },
  "publish(sobject)": (event: ApexRecord) => result(publishOne(event), "Database.SaveResult"),
  deliver: () => {
    deliverEvents();
    return null;
  },
});
implement("System.Test", { getEventBus: () => ({ $type: T("EventBus") }) });
