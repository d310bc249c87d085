import { compileSource, type Compiled } from "../src/project.ts";
import { readCustomObjects } from "../src/source/objects.ts";
import { field, object } from "../src/database/schema.ts";
import type { SourceTree } from "../src/source/tree.ts";
import { runTests, type RunOptions, type RunReport } from "../src/test-runner/run-tests.ts";

/** A source tree in memory, with a label, a custom metadata type with one record, and a custom setting. */
export function sourceOf(files: Record<string, string>, namespace: string | null = null): SourceTree {
  const objects = readCustomObjects([]);
  const names = ["DeveloperName", "MasterLabel", "Label", "QualifiedApiName", "Url__c"];
  objects.set(
    "conf__mdt",
    object(
      "Conf__mdt",
      "m00",
      "metadata",
      names.map((n) => field(n, "string")),
    ),
  );
  const setting = object("Set__c", "a00", "setting", [
    field("Name", "string"),
    field("N__c", "double"),
    field("SetupOwnerId", "reference"),
  ]);
  objects.set("set__c", { ...setting, settingsType: "Hierarchy" });
  const record = {
    object: "Conf__mdt",
    developerName: "Main",
    label: "Main",
    values: new Map([["url__c", "https://x"]]),
  };
  return {
    files: Object.entries(files).map(([name, text]) => ({
      path: /\./.test(name) ? name : `${name}.cls`,
      text,
      apiVersion: 67,
    })),
    objects,
    labels: new Map([["greeting", "Hello there"]]),
    records: [record],
    staticResources: new Map(),
    permissionSets: [{ name: "Callers", label: "Callers", customPermissions: ["maycall"] }],
    namespace,
  };
}

export function compileApex(files: Record<string, string>, namespace: string | null = null): Promise<Compiled> {
  return compileSource(sourceOf(files, namespace));
}

/** Compiles and runs; a compile error is an error here. */
export async function runApex(files: Record<string, string>, options: RunOptions = {}): Promise<RunReport> {
  const compiled = await compileApex(files);
  if (!compiled.ok)
    throw new Error(compiled.diagnostics.map((d) => `${d.path}:${d.line}:${d.column} ${d.message}`).join("\n"));
  return runTests(compiled.program, { ...options, parseQuery: compiled.parseQuery });
}
