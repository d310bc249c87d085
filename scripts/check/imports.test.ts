import { describe, expect, it } from "vitest";
import { importFaults } from "./imports.ts";

const sentences = (path: string, text: string) => importFaults(path, text).map((fault) => fault.sentence);

describe("the import table", () => {
  it.each([
    ["packages/server/src/a.ts", 'import { decide } from "@partner-telephony/calls";'],
    ["packages/api/src/a.ts", 'import type { Call } from "@partner-telephony/calls";'],
    ["packages/api/src/a.ts", 'import { type Call } from "@partner-telephony/calls";'],
    ["packages/connector/src/a.test.ts", 'import { frames } from "@partner-telephony/salesforce-facts";'],
    ["packages/calls/src/call/a.ts", 'import { x } from "../agent/b.ts";'],
  ])("lets %s say %s", (path, text) => {
    expect(sentences(path, text)).toEqual([]);
  });

  it.each([
    ["packages/calls/src/a.ts", 'import { CallView } from "@partner-telephony/api";', "calls may not import api"],
    [
      "packages/api/src/a.ts",
      'import { decide } from "@partner-telephony/calls";',
      "api may import only types from calls",
    ],
    ["packages/local-org/src/a.ts", 'export * from "@partner-telephony/api";', "local-org may not import api"],
    ["packages/connector/src/a.ts", 'const x = import("@partner-telephony/calls");', "connector may not import calls"],
    [
      "packages/connector/src/a.ts",
      'import "@partner-telephony/salesforce-facts";',
      "runtime code never reads salesforce-facts; only tests do",
    ],
    [
      "packages/connector/src/a.ts",
      'import "../../api/src/ids.ts";',
      "reaches into another package by path (../../api/src/ids.ts); import it by name",
    ],
    [
      "packages/new/src/a.ts",
      'import "@partner-telephony/api";',
      "package new is not in the import table (scripts/check/import-table.ts)",
    ],
    [
      "force-app/main/desktop/lwc/a/a.ts",
      'import "@partner-telephony/api";',
      "force-app imports nothing from packages/ (@partner-telephony/api)",
    ],
  ])("stops %s from saying %s", (path, text, sentence) => {
    expect(sentences(path, text)).toEqual([sentence]);
  });

  it("names the line", () => {
    expect(importFaults("packages/calls/src/a.ts", '\n\nimport "@partner-telephony/api";')[0]?.line).toBe(3);
  });
});
