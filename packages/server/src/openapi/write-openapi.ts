import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { openApiText } from "./build-openapi.ts";

/** `npx tsx packages/server/src/openapi/write-openapi.ts` after a change to a message or a route. */
const file = fileURLToPath(new URL("../../../../docs/openapi.json", import.meta.url));
await writeFile(file, await format(openApiText(), { parser: "json", printWidth: 120 }));
