import { ApexBlob } from "../runtime/blob.ts";
import { ApexList, ApexMap } from "../runtime/collections.ts";
import { nn, raise, raiseLimit } from "../runtime/exceptions.ts";
import { CEILINGS } from "../runtime/limits.ts";
import { machine } from "../runtime/machine.ts";
import { T } from "../runtime/types.ts";
import { documentText, loadDocument, XmlDocument } from "./dom.ts";
import { decodeUtf8 } from "./encoding.ts";
import { implement } from "./registry.ts";

/** Header names match without case here; no org has confirmed that (rule 156). */
class Headers {
  readonly entries: [string, string][] = [];
  set(name: string, value: string): void {
    const key = name.toLowerCase();
    const found = this.entries.find(([n]) => n.toLowerCase() === key);
    if (found) found[1] = value;
    else this.entries.push([name, value]);
  }
  get(name: string): string | null {
    return this.entries.find(([n]) => n.toLowerCase() === name.toLowerCase())?.[1] ?? null;
  }
}

abstract class Message {
  readonly headers = new Headers();
  body: Buffer | null = null;
  get text(): string {
    return this.body ? decodeUtf8(this.body) : "";
  }
}

export class RequestObject extends Message {
  readonly $type = T("HttpRequest");
  endpoint: string | null = null;
  method: string | null = null;
  timeout = 10_000;
  compressed = false;
  certificate: string | null = null;
  override toString(): string {
    return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
  }
}

/** A fresh response has status code 0 and an empty body; no org has confirmed that (rule 156). */
export class ResponseObject extends Message {
  readonly $type = T("HttpResponse");
  status: string | null = null;
  statusCode = 0;
  override toString(): string {
    return `System.HttpResponse[Status=${this.status}, StatusCode=${this.statusCode}]`;
  }
}

const done = (work: unknown): null => {
  void work;
  return null;
};

const shared = {
  getBody: (m: Message) => m.text,
  getBodyAsBlob: (m: Message) => new ApexBlob(m.body ?? Buffer.alloc(0)),
  getBodyDocument: (m: Message) => loadDocument(new XmlDocument(), m.text),
  getHeader: (m: Message, name: string) => m.headers.get(nn(name)),
  setBody: (m: Message, body: string) => done((m.body = Buffer.from(nn(body), "utf8"))),
  setBodyAsBlob: (m: Message, body: ApexBlob) => done((m.body = nn(body).bytes)),
  setHeader: (m: Message, name: string, value: string) => done(m.headers.set(nn(name), nn(value))),
};

implement("System.HttpRequest", {
  ...shared,
  new: () => new RequestObject(),
  setBodyDocument: (r: RequestObject, d: XmlDocument) => done((r.body = Buffer.from(documentText(nn(d)), "utf8"))),
  getEndpoint: (r: RequestObject) => r.endpoint,
  getMethod: (r: RequestObject) => r.method,
  getCompressed: (r: RequestObject) => r.compressed,
  setCompressed: (r: RequestObject, c: boolean) => done((r.compressed = nn(c))),
  setEndpoint: (r: RequestObject, e: string) => done((r.endpoint = nn(e))),
  setMethod: (r: RequestObject, m: string) => done((r.method = nn(m))),
  setClientCertificateName: (r: RequestObject, name: string) => done((r.certificate = name)),
  setTimeout: (r: RequestObject, ms: number) => {
    if (nn(ms) < 1 || ms > 120_000)
      raise("System.CalloutException", "Exceeded max size limit of 120000 for callout timeout, or not positive");
    return done((r.timeout = ms));
  },
  toString: (r: RequestObject) => r.toString(),
});

implement("System.HttpResponse", {
  ...shared,
  new: () => new ResponseObject(),
  getHeaderKeys: (r: ResponseObject) =>
    new ApexList(
      T("List<String>"),
      r.headers.entries.map(([n]) => n),
    ),
  getStatus: (r: ResponseObject) => r.status,
  getStatusCode: (r: ResponseObject) => r.statusCode,
  setStatus: (r: ResponseObject, s: string | null) => done((r.status = s)),
  setStatusCode: (r: ResponseObject, n: number) => done((r.statusCode = nn(n))),
  toString: (r: ResponseObject) => r.toString(),
});

/** Every callout of a transaction passes here: limits, mock, uncommitted work, then the real way out (rules 147 to 158). */
export function send(request: RequestObject): ResponseObject {
  const m = machine();
  const org = m.organization;
  if (m.limits.callouts >= CEILINGS.callouts) raiseLimit(`Too many callouts: ${CEILINGS.callouts + 1}`);
  m.limits.callouts++;
  if (org.uncommitted) {
    raise("System.CalloutException", "You have uncommitted work pending. Please commit or rollback before calling out");
  }
  if (org.context !== "synchronous" && !org.calloutsAllowed)
    raise(
      "System.CalloutException",
      "Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)",
    );
  const mock = org.mocks.get("httpcalloutmock") as
    { "i.respond/1"(r: RequestObject): ResponseObject | null } | undefined;
  if (mock) return mock["i.respond/1"](request) ?? raise("System.CalloutException", "The mock returned no response");
  if (org.inTest) raise("System.CalloutException", "Methods defined as TestMethod do not support Web service callouts");
  return sendOut(request);
}

function sendOut(request: RequestObject): ResponseObject {
  const m = machine();
  const org = m.organization;
  if (request.endpoint === null) raise("System.CalloutException", "Endpoint cannot be null");
  if (request.method === null) raise("System.CalloutException", "Method cannot be null");
  m.limits.calloutTime += request.timeout;
  const named = /^callout:([\w]+)(.*)$/s.exec(request.endpoint);
  const headers = [...request.headers.entries];
  let url = request.endpoint;
  if (named) {
    const credential =
      org.namedCredentials.get(named[1]!) ??
      raise(
        "System.CalloutException",
        `The callout couldn't access the endpoint. Named credential ${named[1]} is not known here`,
      );
    url = credential.url.replace(/\/$/, "") + named[2]!;
    for (const [name, value] of Object.entries(credential.headers ?? {})) headers.push([name, value]);
  }
  if (!org.send)
    raise(
      "System.CalloutException",
      `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${url}`,
    );
  const method = request.body && request.method.toUpperCase() === "GET" ? "POST" : request.method.toUpperCase();
  const answer = org.send({ method, url, headers, body: request.body, timeout: request.timeout });
  const response = new ResponseObject();
  response.statusCode = answer.status;
  response.status = answer.statusText;
  response.body = answer.body;
  for (const [name, value] of answer.headers) response.headers.set(name, value);
  return response;
}

implement("System.Http", {
  new: () => ({ $type: T("Http") }),
  send: (_http: object, request: RequestObject) => send(nn(request)),
  toString: () => "System.Http",
});

class ResourceMock {
  readonly $type = T("StaticResourceCalloutMock");
  readonly headers: [string, string][] = [];
  status: string | null = null;
  statusCode = 200;
  readonly resources = new Map<string, string>();
  "i.respond/1"(request: RequestObject): ResponseObject {
    const name = this.resources.get("") ?? this.resources.get(request.endpoint ?? "");
    const body = name === undefined ? undefined : machine().organization.staticResources.get(name);
    if (!body) raise("System.CalloutException", `No static resource ${name ?? `for ${request.endpoint}`}`);
    const response = new ResponseObject();
    response.body = body;
    response.status = this.status;
    response.statusCode = this.statusCode;
    for (const [n, v] of this.headers) response.headers.set(n, v);
    return response;
  }
}

const mock = {
  new: () => new ResourceMock(),
  setHeader: (m: ResourceMock, name: string, value: string) => done(m.headers.push([nn(name), nn(value)])),
  setStatus: (m: ResourceMock, s: string) => done((m.status = s)),
  setStatusCode: (m: ResourceMock, n: number) => done((m.statusCode = nn(n))),
  respond: (m: ResourceMock, r: RequestObject) => m["i.respond/1"](nn(r)),
};
implement("System.StaticResourceCalloutMock", {
  ...mock,
  setStaticResource: (m: ResourceMock, name: string) => done(m.resources.set("", nn(name))),
});
implement("System.MultiStaticResourceCalloutMock", {
  ...mock,
  setStaticResource: (m: ResourceMock, endpoint: string, name: string) => done(m.resources.set(nn(endpoint), nn(name))),
});

/** Fields of RestRequest and RestResponse are plain properties, as stubs declare them. */
export class RestRequestObject {
  readonly $type = T("RestRequest");
  headers = new ApexMap(T("Map<String,String>"));
  httpmethod: string | null = null;
  params = new ApexMap(T("Map<String,String>"));
  remoteaddress: string | null = null;
  requestbody: ApexBlob | null = null;
  requesturi: string | null = null;
  resourcepath: string | null = null;
}

export class RestResponseObject {
  readonly $type = T("RestResponse");
  headers = new ApexMap(T("Map<String,String>"));
  responsebody: ApexBlob | null = null;
  statuscode: number | null = null;
}

implement("System.RestRequest", {
  new: () => new RestRequestObject(),
  addHeader: (r: RestRequestObject, n: string, v: string) => done(r.headers.put(nn(n), v)),
  addParameter: (r: RestRequestObject, n: string, v: string) => done(r.params.put(nn(n), v)),
});
implement("System.RestResponse", {
  new: () => new RestResponseObject(),
  addHeader: (r: RestResponseObject, n: string, v: string) => done(r.headers.put(nn(n), v)),
});
implement("System.RestContext", {
  "static request": () => machine().organization.rest.request,
  "static response": () => machine().organization.rest.response,
});
