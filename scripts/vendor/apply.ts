import { applyVendor } from "./apply-vendor.ts";
import { readVendor } from "./vendor.ts";

/** `vendor:apply` writes what follows from config/vendor.json; with `--check` it only says what is stale and fails. */
const check = process.argv.includes("--check");
const stale = await applyVendor(await readVendor(), { write: !check });
const said =
  stale.length === 0 ? "Everything follows from config/vendor.json.\n" : stale.map((path) => `${path}\n`).join("");
process.stdout.write(said);
if (check && stale.length > 0) {
  process.stderr.write("The files above no longer follow from config/vendor.json. Run: npm run vendor:apply\n");
  process.exitCode = 1;
}
