import { join } from "node:path";

export const docs = join(import.meta.dirname, "../../../../docs");
export const page = join(docs, "call-life.md");
