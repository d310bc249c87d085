import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../src/host/caller.ts";
import { ApexFailure, NotCallable } from "../src/host/failure.ts";
import { ApexHost } from "../src/host/host.ts";
import { startHost, type RunningHost } from "../src/host/start.ts";
import type { Plain } from "../src/host/values.ts";
import { compileApex } from "./apex.ts";

const files = {
  Desk: `public with sharing class Desk {
    private static Integer calls = 0;
    public class Inner { @AuraEnabled public String shown = 'yes'; public String hidden = 'no'; @AuraEnabled public String empty; @AuraEnabled public Integer twice { get { return 4; } } }
    @AuraEnabled public static Integer count() { calls++; return calls; }
    @AuraEnabled public static Map<String, Object> kinds(String text, Integer whole, Decimal part, Boolean flag, Datetime at, Id record, List<Integer> many) {
      return new Map<String, Object>{ 'text' => text, 'whole' => whole, 'part' => part, 'flag' => flag, 'at' => at, 'record' => record, 'many' => many };
    }
    @AuraEnabled public static String missing(String one, Integer other) { return (one == null) + '/' + (other == null); }
    @AuraEnabled public static List<Inner> inner() { return new List<Inner>{ new Inner() }; }
    @AuraEnabled public static void nothing() { }
    @AuraEnabled public static void refuse() { throw new AuraHandledException('Do this instead.'); }
    @AuraEnabled public static void fall() { String gone = null; gone.length(); }
    @AuraEnabled public static void own() { throw new DeskException('ours'); }
    @AuraEnabled public static void tooFew() { insert new Contact(FirstName = 'Ada'); }
    @AuraEnabled public static void half() { insert new Contact(LastName = 'Half'); Assert.fail('no'); }
    @AuraEnabled public static String who() { return UserInfo.getUserId() + ' ' + UserInfo.getName() + ' ' + FeatureManagement.checkPermission('MayCall') + ' ' + Datetime.now().getTime(); }
    @AuraEnabled public static Contact save(Id contactId, String phone) {
      Contact found = [SELECT Id, Name, Phone, Email FROM Contact WHERE Id = :contactId];
      found.Phone = phone; update found; return found;
    }
    @AuraEnabled public static Id make() { Contact made = new Contact(LastName = 'New', DoNotCall = true); insert made; return made.Id; }
    @AuraEnabled public static void remove(Id contactId) { delete [SELECT Id FROM Contact WHERE Id = :contactId]; }
    public static void plain() { }
    @AuraEnabled private static void secret() { }
    @RemoteAction public static String remote(String one, Integer two) { return one + two; }
    @RemoteAction public static Inner remoteInner() { return new Inner(); }
  }`,
  DeskException: "public class DeskException extends Exception {}",
};
const ada: Caller = {
  userId: "005000000000042AAA",
  username: "ada@northwind.example",
  firstName: "Ada",
  lastName: "Agent",
  profile: "Standard User",
  permissionSets: ["Callers"],
  at: 1_000_000,
};

let host: ApexHost;
beforeAll(async () => {
  const compiled = await compileApex(files);
  if (!compiled.ok) throw new Error(compiled.diagnostics.map((d) => d.message).join("\n"));
  host = new ApexHost(compiled.program);
});
afterAll(() => host.close());

const aura = (method: string, parameters: Record<string, Plain> = {}, caller: Caller | null = null) =>
  host.page({ kind: "aura", className: "Desk", method, parameters }, caller);
const remote = (method: string, ...args: Plain[]) =>
  host.page({ kind: "remote", className: "Desk", method, arguments: args }).result;
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("nothing was thrown");
}
const bodyOf = (work: () => unknown) => (thrownBy(work) as ApexFailure).body;

describe("a component that calls an @AuraEnabled method", () => {
  it("gives parameters by name and type, and gets JSON back", () => {
    const given = { text: "a", whole: 3, part: 1.5, flag: true, at: "2026-03-02T09:00:00.000Z", many: [1, 2] };
    const { result } = aura("kinds", { ...given, record: "003000000000001" });
    expect(result).toEqual({ ...given, record: "003000000000001AAA" });
  });

  it("has null for what it leaves out, misspells or passes in another case", () => {
    expect(aura("missing", { One: "x", wrong: 1 }).result).toBe("true/true");
    expect(aura("missing", { one: "x", other: 0 }).result).toBe("false/false");
    expect(aura("missing", { one: null }).result).toBe("true/true");
  });

  it.each<[string, Plain, string]>([
    ["whole", "many", "Integer"],
    ["whole", 1.5, "Integer"],
    ["flag", "perhaps", "Boolean"],
    ["at", "tomorrow", "Datetime"],
    ["record", "none", "Id"],
    ["text", { a: 1 }, "String"],
    ["many", 3, "List<Integer>"],
  ])("is told which parameter has a wrong value: %s = %j", (name, value, type) => {
    const message = `Value provided is invalid for action parameter '${name}' of type '${type}'`;
    expect(bodyOf(() => aura("kinds", { [name]: value }))).toEqual({ message });
  });

  it("sees the members that are marked for it, and none that is empty", () => {
    expect(aura("inner").result).toEqual([{ shown: "yes", twice: 4 }]);
    expect(aura("nothing").result).toBeNull();
  });

  it("finds fresh statics at every call", () => {
    expect([aura("count").result, aura("count").result]).toEqual([1, 1]);
  });

  it("calls in the name of its user, with the permission sets and the time of the call", () => {
    expect(aura("who", {}, ada).result).toBe("005000000000042AAA Ada Agent true 1000000");
    const other = { ...ada, permissionSets: [] };
    expect(aura("who", {}, other).result).toBe("005000000000042AAA Ada Agent false 1000000");
  });

  it("cannot call what is not marked, not public, an instance's, or not there", () => {
    for (const method of ["plain", "secret", "remote", "none"])
      expect(
        thrownBy(() => aura(method)),
        method,
      ).toBeInstanceOf(NotCallable);
    const elsewhere = (className: string) => host.page({ kind: "aura", className, method: "count", parameters: {} });
    for (const name of ["Gone", "System.Math", "Contact"])
      expect(
        thrownBy(() => elsewhere(name)),
        name,
      ).toBeInstanceOf(NotCallable);
  });
});

describe("an exception that reaches the component", () => {
  it("that Apex handled gives its message and nothing else", () => {
    expect(bodyOf(() => aura("refuse"))).toEqual({ message: "Do this instead." });
  });

  it("of the platform gives type, message and trace", () => {
    expect(bodyOf(() => aura("fall"))).toEqual({
      exceptionType: "System.NullPointerException",
      isUserDefinedException: false,
      message: "Attempt to de-reference a null object",
      stackTrace: expect.stringMatching(/^Class\.Desk\.fall: line \d+, column \d+$/),
    });
  });

  it("of an own type says so", () => {
    expect(bodyOf(() => aura("own"))).toMatchObject({
      exceptionType: "DeskException",
      isUserDefinedException: true,
      message: "ours",
    });
  });

  it("of the database gives its fields", () => {
    const error = { statusCode: "REQUIRED_FIELD_MISSING", message: "Required fields are missing: [LastName]" };
    expect(bodyOf(() => aura("tooFew"))).toEqual({ pageErrors: [], fieldErrors: { LastName: [error] } });
  });
});

describe("a Visualforce page that calls a @RemoteAction", () => {
  it("gives arguments in order and gets public members", () => {
    expect(remote("remote", "a", 2)).toBe("a2");
    expect(remote("remoteInner")).toEqual({ shown: "yes", hidden: "no", twice: 4 });
  });

  it("cannot call with another number of arguments, nor what is marked for components", () => {
    expect(thrownBy(() => remote("remote", "a"))).toBeInstanceOf(NotCallable);
    expect(thrownBy(() => remote("count"))).toBeInstanceOf(NotCallable);
  });
});

describe("records that are kept outside", () => {
  const id = "003000000000900AAA";
  const kept = (fields: Record<string, Plain> | null) => host.load([{ object: "Contact", id, fields }]);

  it("are read by Apex, and only what it changed comes back", () => {
    kept({ Name: "Carla Caller", FirstName: "Carla", LastName: "Caller", Phone: "1", Title: "Buyer", Elsewhere: "x" });
    const { result, records } = aura("save", { contactId: id, phone: "2" }, ada);
    expect(result).toEqual({ Id: id, Name: "Carla Caller", Phone: "2" });
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ object: "Contact", id, fields: { Phone: "2", LastModifiedById: ada.userId } });
    for (const untouched of ["Name", "Title", "Id"]) expect(records[0]!.fields).not.toHaveProperty(untouched);
  });

  it("that Apex makes and deletes come back whole and as gone", () => {
    const made = aura("make", {}, ada);
    const fields = { LastName: "New", Name: "New", DoNotCall: true, OwnerId: ada.userId };
    expect(made.records).toEqual([{ object: "Contact", id: made.result, fields: expect.objectContaining(fields) }]);
    const gone = aura("remove", { contactId: made.result });
    expect(gone.records).toEqual([{ object: "Contact", id: made.result, fields: null }]);
  });

  it("that were deleted outside are gone for Apex", () => {
    kept({ LastName: "Caller" });
    kept(null);
    expect(bodyOf(() => aura("save", { contactId: id, phone: "3" })).exceptionType).toBe("System.QueryException");
  });

  it("stay as they were when the method fails", () => {
    expect(thrownBy(() => aura("half"))).toBeInstanceOf(ApexFailure);
    const { result } = aura("make");
    expect(typeof result).toBe("string");
    expect(() => host.insert([{ object: "Contact", fields: { FirstName: "No last name" } }])).toThrow(/LastName/);
    expect(() => host.insert([{ object: "Nothing__c", fields: {} }])).toThrow("There is no object Nothing__c.");
    expect(() => host.insert([{ object: "Contact", fields: { Nothing__c: 1 } }])).toThrow("has no field Nothing__c");
  });

  it("get ids that no earlier host gave out", () => {
    const first = aura("make");
    host.countFrom({ "003": first.counters["003"]! + 100 });
    const later = aura("make");
    expect(later.counters["003"]).toBe(first.counters["003"]! + 101);
    host.countFrom({ "003": 1 });
    expect(aura("make").counters["003"]).toBe(first.counters["003"]! + 102);
  });
});

describe("a host on a thread of its own", () => {
  let folder: string;
  let running: RunningHost;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "apex-page-"));
    writeFileSync(join(folder, "Desk.cls"), files.Desk);
    writeFileSync(join(folder, "DeskException.cls"), files.DeskException);
    running = await startHost({ roots: [folder], counters: { "003": 500 } });
  }, 120_000);
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true });
  });
  const ask = (method: string, parameters: Record<string, Plain> = {}) =>
    running.page({ kind: "aura", className: "Desk", method, parameters }, { ...ada, permissionSets: [] });

  it("answers, tells failures apart, and counts ids on", async () => {
    expect((await ask("make")).counters["003"]).toBe(501);
    await expect(ask("none")).rejects.toBeInstanceOf(NotCallable);
    const refusal = await ask("refuse").catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(ApexFailure);
    expect((refusal as ApexFailure).body).toEqual({ message: "Do this instead." });
    const unknown = { ...ada, profile: "Nobody", permissionSets: [] };
    const call = { kind: "aura", className: "Desk", method: "count", parameters: {} } as const;
    await expect(running.page(call, unknown)).rejects.toThrow("no profile Nobody");
  });

  it("takes records over before it calls", async () => {
    const id = "003000000000900AAA";
    const call = {
      kind: "aura",
      className: "Desk",
      method: "save",
      parameters: { contactId: id, phone: "9" },
    } as const;
    const { records } = await running.page(call, null, [{ object: "Contact", id, fields: { LastName: "Caller" } }]);
    expect(records[0]).toMatchObject({ id, fields: { Phone: "9" } });
  });

  it("refuses calls once it has ended", async () => {
    const short = await startHost({ roots: [folder] });
    await short.close();
    expect(short.isRunning).toBe(false);
    await expect(short.implements("Desk", "x")).rejects.toThrow("ended");
  }, 120_000);
});
