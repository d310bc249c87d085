import { changeNamespace } from "./change-namespace.ts";
import { readVendor } from "./vendor.ts";

/** `npm run namespace -- set acme`, `npm run namespace -- clear`; without anything it says which one is set. */
const [verb, namespace = "", ...more] = process.argv.slice(2);
const fits = more.length === 0 && (verb === "set" ? namespace !== "" : namespace === "");

if (verb === undefined) {
  const { namespace: current } = await readVendor();
  process.stdout.write(current === "" ? "No namespace is set.\n" : `The namespace is ${current}.\n`);
} else if ((verb === "set" || verb === "clear") && fits) {
  await change(namespace);
} else {
  process.stderr.write("Usage: npm run namespace -- set <namespace>, or npm run namespace -- clear\n");
  process.exitCode = 2;
}

async function change(wanted: string): Promise<void> {
  try {
    const changed = await changeNamespace(wanted);
    process.stdout.write(changed.length === 0 ? "It is so already.\n" : `${changed.join("\n")}\n`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
