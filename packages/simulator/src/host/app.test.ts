import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem } from "@partner-telephony/api";
import { readSettings } from "./settings.ts";
import { startHost, type PagesHost } from "./start-host.ts";

const CREDENTIAL = "operator-credential-of-tests";
interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
let asked: Asked[] = [];
let status = 200;
let backend: Server;
let host: PagesHost;
let port: number;
const logged: string[] = [];

async function folder(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "pages-test-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

beforeAll(async () => {
  backend = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      asked.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      response.writeHead(status, { "content-type": "application/json", "x-secret": CREDENTIAL });
      response.end('{"calls":[]}');
    });
  });
  await new Promise<void>((done) => backend.listen(0, "127.0.0.1", done));
  const backendUrl = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
  const settings = readSettings({
    PT_PAGES_PORT: "0",
    PT_SERVER_URL: backendUrl,
    PT_SWITCH_URL: backendUrl,
    PT_OPERATOR_CREDENTIAL: CREDENTIAL,
    PT_ORG_ID: "00D000000000001",
    PT_CONTACT_CENTER: "NorthwindSupport",
    PT_CONSOLE_ORIGINS: "http://localhost:8010, https://console.example",
    PT_CONNECTOR_DIR: await folder({ "connector/index.html": "<p>connector</p>" }),
    PT_SIMULATOR_DIR: await folder({ "index.html": "<p>simulator</p>", "index.js": "0" }),
  });
  host = await startHost(settings, (message, fields) => logged.push(JSON.stringify({ message, ...fields })));
  port = Number(new URL(host.url).port);
});
afterAll(async () => {
  await host.stop();
  await new Promise((done) => backend.close(done));
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}
/** fetch would set Host and Origin by itself; here they are what is tested. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((done, failed) => {
    const { method = "GET", headers = {}, body } = options;
    const request = httpRequest({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += String(chunk)));
      response.on("end", () => done({ status: response.statusCode!, headers: response.headers, text }));
    });
    request.on("error", failed).end(body);
  });
}
const problem = ({ text, status: given }: Answer) => {
  const body = Problem.parse(JSON.parse(text));
  expect(body.status).toBe(given);
  return body;
};
const fromPage = () => ({
  "sec-fetch-site": "same-origin",
  origin: `http://127.0.0.1:${port}`,
  host: `127.0.0.1:${port}`,
});

describe("pages", () => {
  it("of the simulator can be framed by nobody and talk to this host only", async () => {
    const { status: given, headers, text } = await ask("/simulator/");
    expect([given, text]).toEqual([200, "<p>simulator</p>"]);
    const policy = headers["content-security-policy"]!;
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toContain("unsafe");
    expect(headers["cache-control"]).toBe("no-cache");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
  it("of the connector can be framed by the console and talk to the server, sockets too", async () => {
    const policy = (await ask("/connector/")).headers["content-security-policy"]!;
    const server = `127.0.0.1:${(backend.address() as AddressInfo).port}`;
    expect(policy).toContain("frame-ancestors 'self' http://localhost:8010 https://console.example");
    expect(policy).toContain(`connect-src 'self' http://${server} ws://${server}`);
    expect(policy).not.toContain("unsafe");
  });
  it("answer 304 when the browser has them", async () => {
    const { etag } = (await ask("/simulator/index.js")).headers;
    expect((await ask("/simulator/index.js", { headers: { "if-none-match": etag! } })).status).toBe(304);
  });
  it("that are not built say so, in the answer and in the output", async () => {
    expect(problem(await ask("/login/"))).toMatchObject({ status: 404, code: "page.not-built" });
    expect(logged.join()).toContain('"page":"login"');
  });
  it.each([
    "/simulator/../package.json",
    "/simulator/..%2fpackage.json",
    "/simulator/..%2f..%2fetc%2fpasswd",
    "/simulator/%2e%2e/%2e%2e/etc/passwd",
    "/simulator/..%5c..%5cetc%5cpasswd",
    "/simulator/..;/package.json",
    "/simulator/%2fetc%2fpasswd",
    "/simulator//etc/passwd",
    "/simulator/index.js%00.html",
    "/simulator/nothing.js",
    "/connector/..%2f..%2fpackage.json",
    "/login/..%2fconnector%2findex.html",
    "/..%2fpackage.json",
    "/../package.json",
  ])("have nothing at %s, outside their folder", async (path) => {
    const logs = logged.length;
    expect(problem(await ask(path))).toMatchObject({ status: 404 });
    expect(logged.slice(logs), "no fault of the host").toEqual([]);
  });
  it("lead from / and from addresses without a slash to the page", async () => {
    expect((await ask("/")).headers.location).toBe("/simulator/");
    expect((await ask("/connector")).headers.location).toBe("/connector/");
  });
});

it("settings.json has what pages need and nothing secret", async () => {
  const { text, headers } = await ask("/settings.json");
  expect(JSON.parse(text)).toMatchObject({
    orgId: "00D000000000001",
    contactCenter: "NorthwindSupport",
    consoleOrigin: "http://localhost:8010",
    brand: "Partner Telephony",
  });
  expect(text).not.toContain(CREDENTIAL);
  expect(headers["cache-control"]).toBe("no-store");
});

describe("the relay", () => {
  it("adds the credential on the way in and lets none out", async () => {
    asked = [];
    const answer = await ask("/simulator/api/switch/v1/practice/inbound-calls", {
      method: "POST",
      headers: { ...fromPage(), "content-type": "application/json", "idempotency-key": "k", cookie: "a=b" },
      body: '{"from":"1"}',
    });
    expect(answer.status).toBe(200);
    expect(asked).toMatchObject([{ method: "POST", url: "/v1/practice/inbound-calls", body: '{"from":"1"}' }]);
    expect(asked[0]!.headers).toMatchObject({ authorization: `Bearer ${CREDENTIAL}`, "idempotency-key": "k" });
    expect(asked[0]!.headers.cookie).toBeUndefined();
    expect(JSON.stringify(answer)).not.toContain(CREDENTIAL);
  });
  it("passes on what server and switch refuse", async () => {
    status = 409;
    expect((await ask("/simulator/api/server/v1/calls", { headers: fromPage() })).status).toBe(409);
    status = 200;
  });
  it.each(["v1/requests", "v1/sessions", "v1/signing-certificate", "v1/telephony-facts", "metrics"])(
    "does not reach %s",
    async (path) => {
      for (const side of ["switch", "server"]) {
        const answer = await ask(`/simulator/api/${side}/${path}`, { method: "POST", headers: fromPage() });
        expect(problem(answer)).toMatchObject({ status: 404, code: "route.unknown" });
      }
    },
  );
  it.each([
    ["an address that cannot be decoded", "/%", 400, "path.malformed"],
    ["an address that is far too long", `/simulator/${"7".repeat(200)}`, 404, "route.unknown"],
  ])("%s is answered with a problem", async (_name, path, given, code) => {
    const answer = await ask(path);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(problem(answer)).toMatchObject({ status: given, code });
  });
  it("refuses other sites, whatever they say", async () => {
    const page = fromPage();
    for (const headers of [
      { ...page, "sec-fetch-site": "cross-site" },
      { ...page, "sec-fetch-site": "same-site" },
      { ...page, "sec-fetch-site": "none" },
      { host: page.host, origin: "https://evil.example" },
      { host: page.host, origin: "null" },
    ]) {
      const answer = await ask("/simulator/api/server/v1/calls", { headers });
      expect(problem(answer)).toMatchObject({ status: 403, code: "origin.refused" });
    }
  });
  it("refuses a name that leads here by DNS rebinding, on every path", async () => {
    for (const path of ["/simulator/", "/settings.json", "/simulator/api/server/v1/calls"]) {
      const answer = await ask(path, { headers: { ...fromPage(), host: `evil.example:${port}` } });
      expect(problem(answer)).toMatchObject({ status: 421, code: "host.unknown" });
    }
  });
  it("says that the credential does not fit, without passing a 401 on", async () => {
    status = 401;
    const answer = await ask("/simulator/api/switch/v1/practice/calls", { headers: fromPage() });
    expect(problem(answer)).toMatchObject({ status: 502, code: "switch.credential-refused" });
    status = 200;
  });
  it("refuses a body that is too large or no JSON type", async () => {
    const post = (type: string, body: string) =>
      ask("/simulator/api/switch/v1/practice/inbound-calls", {
        method: "POST",
        headers: { ...fromPage(), "content-type": type },
        body,
      });
    expect(problem(await post("application/json", "1".repeat(70_000)))).toMatchObject({ status: 413 });
    expect(problem(await post("text/plain", "x"))).toMatchObject({ status: 415, code: "body.media-type" });
  });
});

it("names which of the two is down", async () => {
  const settings = readSettings({
    PT_PAGES_PORT: "0",
    PT_SERVER_URL: "http://127.0.0.1:1",
    PT_SWITCH_URL: "http://127.0.0.1:1",
    PT_OPERATOR_CREDENTIAL: CREDENTIAL,
    PT_ORG_ID: "00D000000000001",
    PT_CONTACT_CENTER: "NorthwindSupport",
  });
  const alone = await startHost(settings, () => undefined);
  const codes = await Promise.all(
    ["switch/v1/practice/calls", "server/v1/calls"].map(async (path) => {
      const response = await fetch(`${alone.url}/simulator/api/${path}`);
      return [response.status, ((await response.json()) as Problem).code];
    }),
  );
  await alone.stop();
  expect(codes).toEqual([
    [502, "switch.unreachable"],
    [502, "server.unreachable"],
  ]);
});

describe("settings", () => {
  const good = {
    PT_OPERATOR_CREDENTIAL: CREDENTIAL,
    PT_ORG_ID: "00D000000000001",
    PT_CONTACT_CENTER: "NorthwindSupport",
  };
  it("have defaults for everything but the installation's own", () => {
    expect(readSettings(good)).toMatchObject({ port: 8030, host: "127.0.0.1", switchUrl: "http://127.0.0.1:8040" });
  });
  it("list all faults together", () => {
    expect(() => readSettings({ PT_PAGES_PORT: "x", PT_PAGES_HOST: "0.0.0.0" })).toThrow(
      /PT_PAGES_PORT[^]*PT_PAGES_HOST[^]*PT_OPERATOR_CREDENTIAL[^]*PT_ORG_ID[^]*PT_CONTACT_CENTER/,
    );
  });
  it("let no origin add to the policy", () => {
    const settings = { ...good, PT_CONSOLE_ORIGINS: "http://a.example; script-src *" };
    expect(() => readSettings(settings)).toThrow(/PT_CONSOLE_ORIGINS/);
  });
});
