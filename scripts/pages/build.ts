import { buildPage } from "./build-page.ts";
import { pages } from "./pages.ts";

/** `build.ts [name…]`: all pages, or those named. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !pages.some((page) => page.name === name));
if (unknown.length > 0)
  throw new Error(`No such page: ${unknown.join(", ")}. Known: ${pages.map((p) => p.name).join(", ")}`);
for (const page of pages.filter((page) => wanted.length === 0 || wanted.includes(page.name))) {
  process.stdout.write(`Building page ${page.name} …\n`);
  await buildPage(page);
}
