import { writeFile } from "node:fs/promises";
import { inRepository } from "../repository.ts";
import { COMPONENT_PAGE, componentsOfTree } from "./component-files.ts";

/** `npm run components`: writes the page that lists every component. */
const { page, faults } = await componentsOfTree();
await writeFile(inRepository(COMPONENT_PAGE), page);
process.stdout.write(`${COMPONENT_PAGE} is written.\n`);
if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exitCode = 1;
}
