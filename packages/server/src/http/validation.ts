import { ContactCenterName, Id, OrgId, Username } from "@partner-telephony/api";
import { z } from "zod";
import { ProblemError, type FieldFault } from "./problem-error.ts";

/** What the `:names` in our paths must look like. */
const pathParts: Readonly<Record<string, z.ZodType<string>>> = {
  callId: Id,
  orgId: OrgId,
  contactCenter: ContactCenterName,
  username: Username,
  queueId: z.string().min(1).max(255),
  groupId: z.string().min(1).max(255),
};

export function pathSchema(path: string): z.ZodType {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);
  return z.object(
    Object.fromEntries(
      names.map((name) => {
        const part = pathParts[name];
        if (part === undefined) throw new Error(`No schema for :${name} of ${path}; add it to pathParts.`);
        return [name, part];
      }),
    ),
  );
}

/** Of a route that takes none: `?limit=5` must not look as if it had been heeded. */
export const NO_QUERY = z.strictObject({});

/** Where and why, never what: a value that does not fit may be a number or a name. */
export function fieldFaults(error: z.ZodError): FieldFault[] {
  return error.issues.flatMap(faultsOf).slice(0, 20);
}

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path.join("."), message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: "is not known here" }));
}

const codes: Readonly<Record<string, "path.invalid" | "query.invalid">> = {
  params: "path.invalid",
  querystring: "query.invalid",
};

/** fastify's compiler hook for zod: the parsed value replaces what was sent. */
export function compileValidator({ schema, httpPart }: { schema: unknown; httpPart?: string | undefined }) {
  const zodSchema = schema as z.ZodType;
  const code = httpPart === undefined ? "body.invalid" : (codes[httpPart] ?? "body.invalid");
  return (data: unknown) => {
    const result = zodSchema.safeParse(data);
    return result.success
      ? { value: result.data }
      : { error: new ProblemError(code, { fields: fieldFaults(result.error) }) };
  };
}

/** What we say must fit as well: an answer of the wrong shape is our failure, and nothing that is not agreed on leaves. */
export function compileSerializer({ schema }: { schema: unknown }) {
  const zodSchema = schema as z.ZodType;
  return (data: unknown) => JSON.stringify(zodSchema.parse(data));
}
