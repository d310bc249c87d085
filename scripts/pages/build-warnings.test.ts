import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { inRepository } from "../repository.ts";
import { buildPage, type Page } from "./build-page.ts";

let folder: string;
beforeEach(async () => {
  // Where the base components are found from.
  await mkdir(inRepository("scripts/dist"), { recursive: true });
  folder = await mkdtemp(inRepository("scripts/dist/page-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Builds a page of one component with this template. */
async function warningsOf(template: string): Promise<string[]> {
  const component = join(folder, "modules/x/own");
  await mkdir(component, { recursive: true });
  await writeFile(join(component, "own.html"), `<template>${template}</template>`);
  await writeFile(
    join(component, "own.ts"),
    'import { LightningElement } from "lwc";\nexport default class extends LightningElement {}\n',
  );
  await writeFile(join(folder, "index.ts"), 'export { default } from "x/own";\n');
  const page: Page = {
    name: "own",
    entry: join(folder, "index.ts"),
    modules: [join(folder, "modules")],
    baseComponents: true,
    // What the card shows in turn: an icon would bring thousands of files.
    external: ["lightning/icon", "lightning/shadowBaseClassPrivate", "lightning/utils", "lightning/utilsPrivate"],
    scopedModules: { "@salesforce/accessCheck/": () => "export default false;" },
    slds: "whole",
    out: join(folder, "out"),
  };
  const warnings: string[] = [];
  await buildPage(page, (text) => warnings.push(text));
  return warnings;
}

it("shows a developer nothing of what only Salesforce could mend in its base components", async () => {
  expect(await warningsOf("<lightning-card></lightning-card>")).toEqual([]);
}, 30_000);

it("shows a developer the same fault in a component of ours", async () => {
  const twice = '<p><slot name="title"></slot></p><p><slot name="title"></slot></p>';
  expect(await warningsOf(twice)).toEqual([expect.stringMatching(/x\/own\/own\.html.*LWC1137/)]);
}, 30_000);
