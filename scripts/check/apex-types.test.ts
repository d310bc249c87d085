import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRepository } from "../repository.ts";
import { apexTypeFaults, hasJava } from "./apex-types.ts";

const method = (answer: string, name = "supportsQueueUserGrouping") =>
  `public service_cloud_voice.QueueUserGroupingResponse ${name}(service_cloud_voice.ContactCenterInfo info) { return ${answer}; }`;
const response = (type: string, args: string) => `new service_cloud_voice.${type}(${args})`;
const good = response("QueueUserGroupingResponse", "true, null, true");

/** Class to body and to what must be said of it; null: nothing. All are checked in one run, since starting Java takes seconds. */
const samples: Readonly<Record<string, readonly [body: string, said: string | null]>> = {
  Right: [method(good), null],
  OtherName: [method(good, "supportsGrouping"), "must implement method"],
  TooFewArguments: [method(response("QueueUserGroupingResponse", "true, null")), "constructor"],
  WrongOrder: [method(response("QueueUserGroupingResponse", "true, true, null")), "constructor"],
  UnknownGetter: [method(`info.getOrgID2() == null ? null : ${good}`), "getOrgID2"],
  OtherAnswer: [method(response("PartnerResponse", "true, null")), "Incompatible"],
};

describe("a machine without Java", () => {
  it("is told apart from one with Java", async () => {
    expect(await hasJava("no-such-java")).toBe(false);
  });
});

// Without Java the gate itself says that types are unchecked.
describe.skipIf(!(await hasJava()))("the type check of Apex", () => {
  let folder = "";
  let faults: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "apex-sample-"));
    const meta = await readFile(inRepository("scripts/check/apex-stubs/classes/UserInfo.cls-meta.xml"), "utf8");
    for (const [name, [body]] of Object.entries(samples)) {
      const text = `public with sharing class ${name} implements service_cloud_voice.QueueManager { ${body} }`;
      await writeFile(join(folder, `${name}.cls`), text);
      await writeFile(join(folder, `${name}.cls-meta.xml`), meta);
    }
    faults = await apexTypeFaults([folder]);
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it.each(Object.entries(samples))("judges a class by Salesforce's signatures: %s", (name, [, said]) => {
    const ofClass = faults.filter((fault) => fault.includes(`/${name}.cls`)).join("\n");
    if (said === null) expect(ofClass).toBe("");
    else expect(ofClass).toContain(said);
  });
});
