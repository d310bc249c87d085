import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Root folder of this checkout. */
export const repository = join(dirname(fileURLToPath(import.meta.url)), "..");
export const inRepository = (...path: string[]): string => join(repository, ...path);
