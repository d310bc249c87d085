import { readFile } from "node:fs/promises";
import * as prettier from "prettier";
import { inRepository } from "../repository.ts";
import { componentList } from "./components.ts";
import { componentPage } from "./component-page.ts";
import { filesUnder } from "./source-files.ts";

export const COMPONENT_PAGE = "docs/components.md";

/** The page as it should be, and what is wrong with the tree. */
export async function componentsOfTree(): Promise<{ page: string; faults: string[] }> {
  const [main, unpackaged] = await Promise.all(["force-app/main", "force-app/unpackaged"].map(listOf));
  const text = componentPage(main!.components, unpackaged!.components);
  const path = inRepository(COMPONENT_PAGE);
  const page = await prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path });
  return { page, faults: [...main!.faults, ...unpackaged!.faults] };
}

/** Without what the build emits, so that the list is the same before and after it. */
async function listOf(folder: string) {
  const paths = await filesUnder([folder], /./);
  return componentList(paths.filter((path) => !/\/lwc\/.*\.js$|\/staticresources\/[^/]+\//.test(path)));
}

/** What does not fit between the tree and its page. */
export async function componentFaults(): Promise<string[]> {
  const { page, faults } = await componentsOfTree();
  const written = await readFile(inRepository(COMPONENT_PAGE), "utf8").catch(() => "");
  return written === page
    ? faults
    : [...faults, `${COMPONENT_PAGE} does not list what is there. If the change is meant, run: npm run components`];
}
