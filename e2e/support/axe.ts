import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Frame, Page } from "@playwright/test";

const script = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let source: string | undefined;

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds in a page and its frames: rule and element each. */
export async function violationsOf(page: Page): Promise<string[]> {
  source ??= await readFile(script, "utf8");
  const found: string[] = [];
  for (const frame of page.frames()) {
    if (!frame.url().startsWith("http") || !(await isShown(frame))) continue;
    await frame.evaluate(source);
    const { violations } = (await frame.evaluate(
      "window.axe.run(document, { resultTypes: ['violations'] })",
    )) as AxeResults;
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)));
  }
  return found;
}

/** The connector's own frame has nothing to show and is hidden from everybody, screen readers included. */
async function isShown(frame: Frame): Promise<boolean> {
  if (frame.parentFrame() === null) return true;
  const element = await frame.frameElement();
  return (await element.getAttribute("aria-hidden")) !== "true" && element.isVisible();
}
