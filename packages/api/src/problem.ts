import { z } from "zod";
import { Code } from "./ids.ts";

/** RFC 9457. `code` is stable; `detail` is a sentence that a person can act on; nothing personal in any of them. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: Code,
  detail: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  traceId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
export const PROBLEM_CONTENT_TYPE = "application/problem+json";
