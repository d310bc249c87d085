import {
  IDEMPOTENCY_KEY,
  Problem,
  PROBLEM_CONTENT_TYPE,
  serverRoutes,
  SESSION_EPOCH,
  type Route,
} from "@partner-telephony/api";
import { z } from "zod";
import { pathSchema } from "../http/validation.ts";
import { VERSION } from "../version.ts";

/** How each principal proves itself. docs/credentials.md. */
const securitySchemes = {
  agent: { type: "http", scheme: "bearer", description: "Bearer of a session (POST /v1/sessions)." },
  management: {
    type: "http",
    scheme: "bearer",
    description: "PT_MANAGEMENT_CREDENTIAL, or one scoped to a contact center.",
  },
  operator: {
    type: "http",
    scheme: "bearer",
    description: "PT_OPERATOR_CREDENTIAL, or one scoped to a contact center.",
  },
  refreshCookie: { type: "apiKey", in: "cookie", name: "pt-refresh" },
  signedUrl: { type: "apiKey", in: "query", name: "signature", description: "From GET /v1/recording-urls." },
  webhook: { type: "apiKey", in: "header", name: "pt-signature", description: "HMAC over the raw body." },
} as const;

/** A caller may leave out what has a default; an answer always has it. */
const schemaOf = (schema: z.ZodType, io: "input" | "output"): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" });
  return rest;
};

interface QuerySchema {
  readonly properties?: Record<string, object>;
  readonly required?: readonly string[];
}

function parameters(route: Route): object[] {
  const path = schemaOf(pathSchema(route.path), "input") as { properties?: Record<string, object> };
  const inPath = Object.entries(path.properties ?? {}).map(([name, schema]) => ({
    name,
    in: "path",
    required: true,
    schema,
  }));
  const query = route.query === undefined ? null : (schemaOf(route.query, "input") as QuerySchema);
  const inQuery = Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: query?.required?.includes(name) ?? false,
    schema,
  }));
  const header = (name: string, schema: object) => ({ name, in: "header", required: true, schema });
  const isFact = route.principals.includes("webhook");
  const isAgentCommand = route.method === "POST" && route.principals.includes("agent");
  return [
    ...inPath,
    ...inQuery,
    ...(route.method === "POST" && !isFact ? [header(IDEMPOTENCY_KEY, { type: "string", format: "uuid" })] : []),
    ...(isAgentCommand ? [header(SESSION_EPOCH, { type: "integer", minimum: 1 })] : []),
  ];
}

const fileOf = (types: readonly string[]) => ({
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: "string", format: "binary" } }])),
});

const json = (schema: object, type = "application/json") => ({ content: { [type]: { schema } } });

function operation(route: Route): object {
  const given = parameters(route);
  const security = route.principals
    .filter((principal) => principal !== "none")
    .map((principal) => ({ [principal]: [] }));
  return {
    operationId: route.operationId,
    summary: route.summary,
    security,
    ...(given.length === 0 ? {} : { parameters: given }),
    ...(route.body === undefined ? {} : { requestBody: { required: true, ...json(schemaOf(route.body, "input")) } }),
    responses: {
      [route.status]: {
        description: route.summary,
        ...(route.answer === undefined ? {} : json(schemaOf(route.answer, "output"))),
        ...(route.file === undefined ? {} : fileOf(route.file)),
      },
      ...(route.file === undefined
        ? {}
        : { 206: { description: "The range that was asked for.", ...fileOf(route.file) } }),
      default: {
        description: "A problem; its codes are in docs/errors.md.",
        ...json({ $ref: "#/components/schemas/Problem" }, PROBLEM_CONTENT_TYPE),
      },
    },
  };
}

/** OpenAPI 3.1 of the integration server, from the route table alone. The socket `GET /v1/signals` is not HTTP and not in it. */
export function buildOpenApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of serverRoutes as readonly Route[]) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Partner telephony integration server",
      version: VERSION,
      license: { name: "BSD-3-Clause", identifier: "BSD-3-Clause" },
    },
    servers: [{ url: "http://127.0.0.1:8020" }],
    paths,
    components: { securitySchemes, schemas: { Problem: schemaOf(Problem, "output") } },
  };
}

export function openApiText(): string {
  return `${JSON.stringify(buildOpenApi(), null, 2)}\n`;
}
