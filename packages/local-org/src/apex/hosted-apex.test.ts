import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { START, startPracticeOrg, type Answer, type PracticeOrg } from "../testing/practice-org.ts";

const PACKAGE = fileURLToPath(new URL("../../../../force-app/main", import.meta.url));
const MINUTE = 60_000;
const STARTS_WITHIN_MS = 180_000;

const record = (owner: string, contact: string | null, reason: string) => ({
  object: "PreviewCall__c",
  owner: `${owner}@northwind.example`,
  fields: {
    Contact__c: contact === null ? null : { contact },
    PhoneNumber__c: "+14155550101",
    Reason__c: reason,
  },
});
const definition = {
  records: [
    record("ada", "Carla Caller", "Renewal"),
    record("ada", "Deniz Demir", "Offer"),
    record("ben", null, "Complaint"),
  ],
};

const apex = (org: PracticeOrg, method: string, parameters: object = {}, user = org.ada): Promise<Answer> =>
  org.ask("POST", `/console/apex/${method}`, { user, parameters });
/** A refusal of the package: code and sentence are JSON in the message. */
const refusalOf = ({ body }: Answer): string => JSON.parse(body.exception.message).code;

describe("the package's preview dialer, on its own Apex", () => {
  let folder: string;
  let org: PracticeOrg;
  const start = (clock = { time: START }) =>
    startPracticeOrg({ apexFolder: PACKAGE, dataFolder: folder, definition, clock });
  const calls = async (user?: string): Promise<{ previewCallId: string; reason: string }[]> => {
    const { status, body } = await apex(org, "PreviewDialer.load", {}, user);
    expect(status, JSON.stringify(body)).toBe(200);
    return body.result.calls;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "local-org-apex-"));
    org = await start();
  }, STARTS_WITHIN_MS);
  afterAll(async () => {
    await org.close();
    rmSync(folder, { recursive: true });
  });

  it(
    "shows an agent the calls of their own, with the contact, in the order of their numbers",
    async () => {
      const contact = { doNotCall: false, attempts: 0 };
      expect(await calls()).toMatchObject([
        { name: "Carla Caller", reason: "Renewal", phoneNumber: "+14155550101", ...contact },
        { name: "Deniz Demir", reason: "Offer", ...contact },
      ]);
      expect(await calls(org.ben)).toMatchObject([{ name: "PC-00000003", reason: "Complaint" }]);
      const { body } = await apex(org, "PreviewDialer.load");
      expect(body.result.outcomes[1]).toEqual({ value: "Voicemail", label: "Voicemail left" });
      for (const empty of [body.result, body.result.calls[0]])
        expect(Object.keys(empty).filter((name) => ["nextDueAt", "title", "note"].includes(name))).toEqual([]);
    },
    STARTS_WITHIN_MS,
  );

  it("offers a busy number again after half an hour of the org's time, and a call that was made never", async () => {
    const [first, second] = await calls();
    const save = (previewCallId: string, outcome: string) =>
      apex(org, "PreviewDialer.saveOutcome", { previewCallId, outcome, note: " later ", vendorCallKey: "leg-1" });
    expect((await save(first!.previewCallId, "Busy")).body).toEqual({ result: null });
    expect((await save(second!.previewCallId, "Reached")).status).toBe(200);
    expect(await calls()).toEqual([]);
    const { body } = await apex(org, "PreviewDialer.load");
    expect(body.result.nextDueAt).toBe(new Date(START + 30 * MINUTE).toISOString());
    org.clock.time += 31 * MINUTE;
    expect(await calls()).toMatchObject([
      { previewCallId: first!.previewCallId, attempts: 1, lastOutcome: "Busy", note: "later" },
    ]);
    const again = await save(second!.previewCallId, "Reached");
    expect([again.status, again.body.code, refusalOf(again)]).toEqual([500, "apex.failed", "preview.already-done"]);
    expect(Object.keys(again.body.exception)).toEqual(["message"]);
  });

  it("keeps to what belongs to the agent", async () => {
    const [other] = await calls(org.ben);
    const answer = await apex(org, "PreviewDialer.skip", { previewCallId: other!.previewCallId });
    expect(refusalOf(answer)).toBe("preview.unknown");
  });

  it(
    "has everything after a restart of the org, and makes no record of the definition twice",
    async () => {
      const before = [await calls(), await calls(org.ben)];
      await org.close();
      org = await start(org.clock);
      expect([await calls(), await calls(org.ben)]).toEqual(before);
    },
    STARTS_WITHIN_MS,
  );

  it("does not run what no component may call", async () => {
    for (const method of ["PreviewDialer.openCalls", "PreviewOutcome.choices", "Nobody.load"]) {
      const { status, body } = await apex(org, method);
      expect([method, status, body.code]).toEqual([method, 404, "apex.not-callable"]);
    }
    expect((await apex(org, "PreviewDialer.load", {}, "nobody")).body.code).toBe("user.not-found");
    expect((await apex(org, "no-method")).body.code).toBe("request.malformed");
  });

  it("is told which parameter has a wrong value", async () => {
    const { body } = await apex(org, "PreviewDialer.skip", { previewCallId: "no id" });
    const message = "Value provided is invalid for action parameter 'previewCallId' of type 'Id'";
    expect(body.exception).toEqual({ message });
  });
});

const DESK = `public with sharing class Desk {
  @AuraEnabled public static List<String> calls() {
    List<String> told = new List<String>();
    for (VoiceCall c : [SELECT VendorCallKey, FromPhoneNumber, CallStartDateTime FROM VoiceCall]) told.add(c.VendorCallKey + ' ' + c.FromPhoneNumber + ' ' + c.CallStartDateTime.getTime());
    return told;
  }
  @AuraEnabled public static void describe(String key, String text) { VoiceCall c = [SELECT Id FROM VoiceCall WHERE VendorCallKey = :key]; c.Description = text; update c; }
  @AuraEnabled public static void bump(Id id) { Contact c = [SELECT Phone FROM Contact WHERE Id = :id]; c.Phone = String.valueOf(Integer.valueOf(c.Phone) + 1); update c; }
  @AuraEnabled public static Id make(String name, String title) { Contact c = new Contact(FirstName = 'Nora', LastName = name, Title = title, Phone = '1'); insert c; insert new Case(Subject = 'Of ' + name, ContactId = c.Id); return c.Id; }
  @AuraEnabled public static String titleOf(Id id) { Contact c = [SELECT Name, Title FROM Contact WHERE Id = :id]; return c.Name + ', ' + c.Title; }
  @AuraEnabled public static void remove(Id id) { delete [SELECT Id FROM Contact WHERE Id = :id]; }
  @AuraEnabled public static void makeCall() { insert new VoiceCall(VendorCallKey = 'made'); }
  @AuraEnabled public static Integer made() { return [SELECT Id FROM VoiceCall WHERE VendorCallKey = 'made'].size(); }
}`;

describe("Apex and the org's own records", () => {
  let folder: string;
  let org: PracticeOrg;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "local-org-desk-"));
    writeFileSync(join(folder, "Desk.cls"), DESK);
    org = await startPracticeOrg({ apexFolder: folder });
  });
  afterEach(async () => {
    await org.close();
    rmSync(folder, { recursive: true });
  });
  const result = async (method: string, parameters: object = {}): Promise<unknown> => {
    const { status, body } = await apex(org, `Desk.${method}`, parameters);
    expect(status, JSON.stringify(body)).toBe(200);
    return body.result;
  };
  const list = async (object: string) => (await org.ask("GET", `/console/records/${object}?limit=2000`)).body.records;
  const createCall = (vendorCallKey: string) =>
    org.voice("POST", "/voiceCalls", {
      callCenterApiName: "NorthwindSupport",
      vendorCallKey,
      to: "+18005550100",
      from: "+14155550101",
      initiationMethod: "Inbound",
      startTime: new Date(START).toISOString(),
      participants: [{ participantKey: "+14155550101", type: "END_USER" }],
    });

  it(
    "it reads calls that came after it started, and pages hear of what it writes to them",
    async () => {
      expect(await result("calls")).toEqual([]);
      expect((await createCall("leg-1")).status).toBeLessThan(300);
      expect(await result("calls")).toEqual([`leg-1 +14155550101 ${START}`]);
      const { revision } = (await org.ask("GET", `/console/state?user=${org.ada}`)).body;
      await result("describe", { key: "leg-1", text: "from Apex" });
      expect(await changeAfter(org, revision)).toMatchObject({
        kind: "voice-call",
        voiceCall: { VendorCallKey: "leg-1", Description: "from Apex" },
      });
    },
    STARTS_WITHIN_MS,
  );

  it(
    "what it makes and deletes is so for everybody, and fields that the org has no place for are kept beside",
    async () => {
      const made = await result("make", { name: "Neu", title: "Buyer" });
      expect((await list("Contact")).at(-1)).toMatchObject({ Id: made, Name: "Nora Neu", Phone: "1", Email: null });
      const cases = await list("Case");
      expect(cases.at(-1)).toMatchObject({ Subject: "Of Neu", ContactId: made, CaseNumber: "00000003" });
      expect(await result("titleOf", { id: made })).toBe("Nora Neu, Buyer");
      await result("remove", { id: made });
      expect((await list("Contact")).map((one: { Id: string }) => one.Id)).not.toContain(made);
    },
    STARTS_WITHIN_MS,
  );

  it(
    "gives no id a second time, not that of a record deleted before a restart",
    async () => {
      await org.close();
      const dataFolder = join(folder, "data");
      org = await startPracticeOrg({ apexFolder: folder, dataFolder });
      const gone = await result("make", { name: "Weg", title: null });
      await result("remove", { id: gone });
      await org.close();
      org = await startPracticeOrg({ apexFolder: folder, dataFolder });
      const made = await result("make", { name: "Da", title: null });
      expect(made).not.toBe(gone);
      expect((await list("Case")).at(-1).CaseNumber).toBe("00000004");
    },
    STARTS_WITHIN_MS,
  );

  it(
    "runs one call at a time: none that reads and writes is lost",
    async () => {
      const id = await result("make", { name: "Eins", title: null });
      await Promise.all([1, 2, 3, 4, 5].map(() => result("bump", { id })));
      expect((await list("Contact")).at(-1)).toMatchObject({ Phone: "6" });
    },
    STARTS_WITHIN_MS,
  );

  it(
    "what the org cannot keep is refused, and Apex does not believe that it is there",
    async () => {
      const { status, body } = await apex(org, "Desk.makeCall");
      expect([status, body.detail]).toEqual([500, expect.stringContaining("no Apex makes a VoiceCall")]);
      expect(await result("made")).toBe(0);
    },
    STARTS_WITHIN_MS,
  );

  it(
    "with an error in a class says file and line, and starts when that is mended",
    async () => {
      writeFileSync(
        join(folder, "Desk.cls"),
        DESK.replace("Integer made()", "Integr made()").replace("Id make(", "Idd make("),
      );
      const { status, body } = await apex(org, "Desk.made");
      expect([status, body.code]).toEqual([503, "apex.not-started"]);
      expect(body.detail).toMatch(/Desk\.cls:\d+:\d+: .*Idd\. And 1 more: npm run check -- apex-compile/);
      writeFileSync(join(folder, "Desk.cls"), DESK);
      expect(await result("made")).toBe(0);
    },
    STARTS_WITHIN_MS,
  );

  it("without a source folder says what to set", async () => {
    const without = await startPracticeOrg({ empty: true });
    const { status, body } = await apex(without, "Desk.made");
    await without.close();
    expect([status, body.code]).toEqual([501, "apex.not-hosted"]);
    expect(body.detail).toMatch(/Desk\.made.*PT_LOCAL_ORG_APEX/);
  });
});

it(
  "a definition with a record that the package does not know says which",
  async () => {
    const records = [{ object: "PreviewCall__c", fields: { Nothing__c: 1 } }];
    const org = await startPracticeOrg({ apexFolder: PACKAGE, definition: { records } });
    const { body } = await apex(org, "PreviewDialer.load");
    await org.close();
    expect([body.code, body.detail]).toEqual(["apex.not-started", expect.stringContaining("no field Nothing__c")]);
  },
  STARTS_WITHIN_MS,
);

/** The first change that a page hears after a revision. */
async function changeAfter(org: PracticeOrg, revision: number): Promise<unknown> {
  const stream = await fetch(`${org.origin}/console/changes?user=${org.ada}&after=${revision}`);
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const found = /^data: (.*)$/m.exec(text)?.[1];
    if (found !== undefined) {
      await reader.cancel();
      return JSON.parse(found);
    }
    text += (await reader.read()).value ?? "";
  }
}
