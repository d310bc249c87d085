import { ApexBlob } from "../runtime/blob.ts";
import { ApexException } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { decodeUtf8 } from "../platform/encoding.ts";
import { RestRequestObject, RestResponseObject } from "../platform/http.ts";
import { typed } from "../platform/json/deserialize.ts";
import { serialize } from "../platform/json/serialize.ts";
import { parseJson } from "../platform/json/tokens.ts";
import type { Program } from "../compile.ts";
import type { MethodSymbol, TypeSymbol } from "../symbols/model.ts";

export interface RestCall {
  method: string;
  /** path after `/services/apexrest` (and the namespace), without the query */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Buffer | string | null;
  remoteAddress?: string;
}

export interface RestAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

const JSON_TYPE = { "Content-Type": "application/json;charset=UTF-8" };

export function errorAnswer(status: number, errorCode: string, message: string): RestAnswer {
  return { status, headers: { ...JSON_TYPE }, body: Buffer.from(JSON.stringify([{ errorCode, message }])) };
}

interface Route {
  mapping: string;
  type: TypeSymbol;
}

/** Exact mappings first, then the longest wildcard (rule 168). Mappings respect case. */
export function routeOf(program: Program, path: string): Route | null {
  const routes = program.types.flatMap((type): Route[] => {
    const annotation = type.node?.modifiers.annotations.find((a) => a.name === "restresource");
    const mapping = annotation?.values.find((v) => v.name === "urlmapping")?.value;
    return mapping ? [{ type, mapping }] : [];
  });
  const exact = routes.find((r) => r.mapping === path);
  if (exact) return exact;
  const wild = routes.filter((r) => r.mapping.endsWith("/*") && `${path}/`.startsWith(r.mapping.slice(0, -1)));
  return wild.sort((a, b) => b.mapping.length - a.mapping.length)[0] ?? null;
}

function handlerOf(route: Route, method: string): MethodSymbol | null {
  const verb = method.toUpperCase() === "HEAD" ? "get" : method.toLowerCase();
  const all = [...route.type.methods.values()].flat();
  return all.find((m) => m.annotations.some((a) => a.name === `http${verb}`)) ?? null;
}

class BadBody extends Error {}

/** Parameters come from the JSON body by name (rule 161); a name that no parameter has is refused (rule 165, unconfirmed). */
function parametersOf(handler: MethodSymbol, text: string): unknown[] {
  try {
    const json = parseJson(text);
    if (json.k !== "object") throw new BadBody("The body must be a JSON object");
    const unknown = json.entries.find(
      ([k]) => !handler.parameters.some((p) => p.name.toLowerCase() === k.toLowerCase()),
    );
    if (unknown) throw new BadBody(`Unexpected parameter encountered during deserialization: ${unknown[0]}`);
    return handler.parameters.map((p) => {
      const entry = json.entries.find(([k]) => k.toLowerCase() === p.name.toLowerCase());
      return entry ? typed(entry[1], p.type, { text, strict: true }) : null;
    });
  } catch (e) {
    if (e instanceof ApexException && e.typeName === "System.JSONException") throw new BadBody(e.shownMessage);
    throw e;
  }
}

/** Answers one request inside the running transaction (rules 159 to 168). */
export function answerRest(program: Program, call: RestCall): RestAnswer {
  const route = routeOf(program, call.path);
  if (!route) return errorAnswer(404, "NOT_FOUND", `Could not find a match for URL ${call.path}`);
  const handler = handlerOf(route, call.method);
  if (!handler) return errorAnswer(405, "METHOD_NOT_ALLOWED", `HTTP Method '${call.method}' not allowed`);
  const { organization } = machine();
  const request = new RestRequestObject();
  const response = new RestResponseObject();
  for (const [k, v] of Object.entries(call.headers ?? {})) request.headers.put(k, v);
  for (const [k, v] of Object.entries(call.query ?? {})) request.params.put(k, v);
  const body = typeof call.body === "string" ? Buffer.from(call.body) : (call.body ?? Buffer.alloc(0));
  request.httpmethod = call.method.toUpperCase();
  request.requesturi = call.path;
  request.resourcepath = `/services/apexrest${route.mapping}`;
  request.remoteaddress = call.remoteAddress ?? "127.0.0.1";
  if (!handler.parameters.length) request.requestbody = new ApexBlob(body);
  organization.rest = { request, response };
  try {
    const args = handler.parameters.length ? parametersOf(handler, decodeUtf8(body)) : [];
    const cls = organization.classes[route.type.id] as unknown as Record<string, (...a: unknown[]) => unknown>;
    cls["$init"]?.();
    const result = cls[handler.key]!(...args);
    return finish(handler, result, organization.rest.response as RestResponseObject);
  } catch (e) {
    if (e instanceof BadBody) return errorAnswer(400, "JSON_PARSER_ERROR", e.message);
    if (!(e instanceof ApexException)) throw e;
    return errorAnswer(500, "APEX_ERROR", `${e.typeName}: ${e.shownMessage}\n\n${e.stackTrace}`);
  }
}

function finish(handler: MethodSymbol, result: unknown, response: RestResponseObject): RestAnswer {
  const isVoid = handler.returns.symbol.name === "void";
  const headers: Record<string, string> = isVoid ? {} : { ...JSON_TYPE };
  for (const [k, v] of response.headers.pairs) headers[String(k)] = String(v);
  const body = isVoid ? (response.responsebody?.bytes ?? Buffer.alloc(0)) : Buffer.from(serialize(result, true, false));
  return { status: response.statuscode ?? 200, headers, body };
}
