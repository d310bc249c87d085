import { serverRoutes, type Route, type SessionView } from "@partner-telephony/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CENTER, Edge, ORG, ORIGIN, type Ask } from "../../tests/support/edge.ts";
import { SocketClient } from "../../tests/support/socket-client.ts";
import { signUrl } from "../recordings/signed-url.ts";
import { scopedBearer } from "../tenants/scoped-credential.ts";
import { sign } from "../webhook/signature.ts";

const routes = serverRoutes as readonly Route[];
const OTHER_ORG = "00D000000000002";

describe("the routes", () => {
  let edge: Edge;
  let ada: SessionView & { cookie: string };
  let stranger: SessionView;
  let callId: string;

  beforeAll(async () => {
    edge = await Edge.start({ env: { PT_DEFAULT_CONTACT_CENTER: `${ORG}:${CENTER}` } });
    await edge.center();
    await edge.center(OTHER_ORG, "Elsewhere");
    await edge.agent("ada@example.com");
    await edge.agent("stranger@example.org", {}, OTHER_ORG, "Elsewhere");
    ada = await edge.logIn("ada@example.com");
    stranger = await edge.logIn("stranger@example.org", OTHER_ORG, "Elsewhere");
    const arrived = edge.callArrived();
    callId = arrived.callId;
    expect((await edge.fact(arrived)).status).toBe(200);
  });
  afterAll(() => edge.stop());

  const fill = (path: string) =>
    path
      .replace(":callId", callId)
      .replace(":orgId", ORG)
      .replace(":contactCenter", CENTER)
      .replace(":username", "ada%40example.com")
      .replace(":queueId", callId)
      .replace(":groupId", callId);
  /** Somebody who may ask this route. */
  const admitted = (route: Route, raw = ""): Ask => {
    const { management, operator, webhook } = edge.server.secrets;
    const [principal] = route.principals;
    if (principal === "agent") return { bearer: ada.bearer, epoch: 1 };
    if (principal === "management") return { bearer: management };
    if (principal === "operator") return { bearer: operator };
    if (principal === "refreshCookie") return { headers: { cookie: ada.cookie } };
    return principal === "webhook" ? { headers: { "pt-signature": sign(webhook, Buffer.from(raw), edge.now()) } } : {};
  };

  it("are exactly those of api: each is there, and there are no others", () => {
    for (const route of routes) {
      expect(edge.server.app.hasRoute({ method: route.method, url: route.path }), route.operationId).toBe(true);
    }
    const printed = edge.server.app.printRoutes({ commonPrefix: false, includeHooks: false });
    const mounted = [...printed.matchAll(/\(([A-Z, ]+)\)/g)].flatMap((match) => (match[1] as string).split(", "));
    // The one OPTIONS is for preflights of every path.
    expect(mounted.filter((method) => method !== "OPTIONS").length).toBe(routes.length);
    expect(mounted.filter((method) => method === "OPTIONS").length).toBe(1);
  });

  it.each(routes.filter((route) => !route.principals.includes("none")))(
    "$operationId is closed to whoever proves nothing, and to a wrong proof",
    async (route) => {
      const body = route.body === undefined ? {} : { body: {} };
      const nobody = await edge.ask(route.method, fill(route.path), { ...body, epoch: 1 });
      expect(nobody.status, JSON.stringify(nobody.body)).toBe(401);
      expect(nobody.headers["www-authenticate"]).toBeTruthy();
      const forged = {
        cookie: "pt-refresh=forged",
        "pt-signature": `t=${Math.floor(edge.now() / 1000)},v1=${"0".repeat(64)}`,
      };
      const wrong = await edge.ask(route.method, fill(route.path), {
        ...body,
        epoch: 1,
        bearer: "wrong",
        headers: forged,
      });
      expect(wrong.status, JSON.stringify(wrong.body)).toBe(401);
    },
  );

  /** A queue that is not there counts as removed; provider-management has the test that another tenant's stays. */
  const namesIds = routes.filter((route) => route.path.includes(":") && route.operationId !== "removeQueue");
  it.each(namesIds)("$operationId does not know another tenant's ids", async (route) => {
    const operator = scopedBearer(edge.server.secrets.operator, `${OTHER_ORG}:Elsewhere`);
    const management = scopedBearer(edge.server.secrets.management, `${OTHER_ORG}:Elsewhere`);
    const bearers = { agent: stranger.bearer, operator, management } as Record<string, string>;
    const bodies: Record<string, unknown> = {
      commandCall: { type: "accept" },
      putContactCenter: { displayName: "x", scrtUrl: "https://x.example", signer: "server" },
      storeTelephonyMessage: { messageId: callId, body: null },
      sendMessage: { messageId: callId, body: null },
      associateWithQueue: { userIds: [], groupIds: [] },
      associateWithGroup: { addUserIds: [], removeUserIds: [] },
      putAgent: { displayName: "x", password: null },
      offerRecording: { state: "none", recordingId: callId },
      storeUtterance: { utteranceId: callId, legId: callId, text: "x", startedAt: 1, endedAt: 1 },
    };
    const { webhook } = edge.server.secrets;
    const signed = (raw: string) => sign(webhook, Buffer.from(raw), edge.now(), `${OTHER_ORG}:Elsewhere`);
    const page = await SocketClient.hello(edge.wsUrl, stranger.bearer);
    for (const principal of route.principals) {
      const body = bodies[route.operationId];
      const bearer = bearers[principal] as string;
      const forOther = { tenant: `${OTHER_ORG}:Elsewhere`, callId, expires: Math.floor(edge.now() / 1000) + 60 };
      const address =
        principal === "signedUrl" ? signUrl(edge.server.secrets.secretKey, "", forOther) : fill(route.path);
      const reply = await edge.ask(route.method, address, {
        bearer,
        epoch: page.epoch,
        ...(body ? { body } : {}),
        ...(principal === "webhook" ? { headers: { "pt-signature": signed(JSON.stringify(body)) } } : {}),
      });
      expect(reply.status, `${principal}: ${JSON.stringify(reply.body)}`).toBe(404);
    }
    page.close();
  });

  it("an agent does not see a call that it takes no part in", async () => {
    const reply = await edge.ask("GET", `/v1/calls/${callId}`, { bearer: ada.bearer });
    expect([reply.status, reply.problem.code]).toEqual([404, "call.unknown"]);
    const operator = await edge.ask("GET", `/v1/calls/${callId}`, { bearer: edge.server.secrets.operator });
    expect(operator.body.callId).toBe(callId);
  });

  const withBody = routes.filter((route) => route.body !== undefined);
  it.each(withBody)("$operationId answers bad bodies with status, code and sentence", async (route) => {
    const send = (raw: string | Buffer, headers: Record<string, string> = {}) => {
      const who = admitted(route, raw as string);
      return edge.ask(route.method, fill(route.path), { ...who, raw, headers: { ...who.headers, ...headers } });
    };
    const limit = route.bodyLimitBytes ?? 262_144;
    const cases = [
      [await send('{"type":'), 400, "body.malformed"],
      [await send('{"__proto__":{"admin":true}}'), 400, "body.malformed"],
      [await send(Buffer.from([0x22, 0xff, 0x22])), 400, "body.malformed"],
      [await send("[]"), 400, "body.invalid"],
      [await send('{"type":"nothing","kind":"nothing"}'), 400, "body.invalid"],
      [await send("null"), 400, "body.invalid"],
      [await send(JSON.stringify({ x: "y".repeat(limit * 4) })), 413, "body.too-large"],
      [await send(JSON.stringify({ x: "y".repeat(limit) })), 413, "body.too-large"],
      [await send("{}", { "content-type": "text/plain" }), 415, "body.unsupported-media-type"],
    ] as const;
    for (const [reply, status, code] of cases) {
      expect([reply.status, reply.problem.code], JSON.stringify(reply.body).slice(0, 200)).toEqual([status, code]);
      expect(reply.headers["content-type"]).toContain("application/problem+json");
      expect(reply.problem.detail.length).toBeGreaterThan(20);
      expect(String(reply.headers["traceparent"])).toContain(reply.problem.traceId);
    }
  });

  it("a body that does not fit names its fields and never their values", async () => {
    const { management } = edge.server.secrets;
    const url = `/v1/contact-centers/${ORG}/${CENTER}/agents/eve%40example.com`;
    const reply = await edge.ask("PUT", url, { bearer: management, body: { displayName: "", password: "geheim" } });
    expect(reply.problem.fields?.map((field) => field.path)).toEqual(["displayName", "password"]);
    expect(JSON.stringify(reply.body)).not.toContain("geheim");
  });

  const read = routes.filter(({ method, principals }) => method === "GET" && !principals.includes("signedUrl"));
  it.each(read)("$operationId tells whoever asks with ?limit=few that it knows no limit", async (route) => {
    const reply = await edge.ask("GET", `${fill(route.path)}?limit=few`, admitted(route));
    expect([reply.status, reply.problem.code]).toEqual([400, "query.invalid"]);
    expect(reply.problem.fields).toContainEqual({ path: "limit", message: "is not known here" });
    expect(JSON.stringify(reply.body)).not.toContain("few");
  });

  it.each([
    ["GET", "/v1/calls/not-an-id", "agent", 400, "path.invalid"],
    ["GET", "/v1/calls/%E0%A4%A", "agent", 400, "path.malformed"],
    ["GET", "/v1/nothing", "agent", 404, "route.unknown"],
    ["PATCH", "/v1/calls", "agent", 405, "method.not-allowed"],
    ["HEAD", "/v1/health", "none", 405, "method.not-allowed"],
    ["GET", "/v1/signals", "none", 426, "socket.upgrade-required"],
  ])("%s %s by %s answers %i %s", async (method, url, _who, status, code) => {
    const reply = await edge.server.app.inject({
      method: method as "GET",
      url,
      headers: { authorization: `Bearer ${ada.bearer}` },
    });
    expect(reply.statusCode).toBe(status);
    if (method !== "HEAD") expect(JSON.parse(reply.body)).toMatchObject({ status, code });
    if (status === 405) expect(reply.headers.allow).toBe(url === "/v1/calls" ? "GET, POST" : "GET");
  });

  it("pages of allowed origins may ask, with cookies; others are refused before anything happens", async () => {
    const preflight = await edge.server.app.inject({
      method: "OPTIONS",
      url: "/v1/sessions",
      headers: {
        origin: ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "idempotency-key",
      },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers).toMatchObject({
      "access-control-allow-origin": ORIGIN,
      "access-control-allow-credentials": "true",
    });
    const evil = { headers: { origin: "https://evil.example" } };
    const refused = await edge.ask("GET", "/v1/health", evil);
    expect([refused.status, refused.problem.code]).toEqual([403, "origin.not-allowed"]);
    expect(refused.headers["access-control-allow-origin"]).toBeUndefined();
    const logIn = await edge.ask("POST", "/v1/sessions", { body: edge.proof("ada@example.com"), ...evil });
    expect([logIn.status, logIn.headers["set-cookie"]]).toEqual([403, undefined]);
  });

  it("go on with the caller's trace, or begin one", async () => {
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const given = await edge.ask("GET", "/v1/nothing", {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(given.problem.traceId).toBe(traceId);
    expect(String(given.headers["traceparent"])).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect((await edge.ask("GET", "/v1/nothing")).problem.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it("keep a fact's trace in the call's log", async () => {
    const traceId = "a".repeat(32);
    const fact = edge.callArrived();
    const raw = JSON.stringify(fact);
    const headers = {
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      "pt-signature": sign(edge.server.secrets.webhook, Buffer.from(raw), edge.now()),
    };
    await edge.ask("POST", "/v1/telephony-facts", { raw, headers });
    const log = await edge.ask("GET", `/v1/calls/${fact.callId}/events`, { bearer: edge.server.secrets.operator });
    expect(log.body.events[0].traceparent).toContain(traceId);
    expect(JSON.stringify(log.body), "numbers and names stand apart").not.toMatch(/4155550123|Grace/);
  });

  it("health says which store it stands on", async () => {
    const reply = await edge.ask("GET", "/v1/health");
    expect(reply.body).toEqual({ status: "ok", version: "0.1.0", store: "pglite" });
  });

  it("the signing certificate is the installation's, for RS256, for a year", async () => {
    const reply = await edge.manage("GET", "/v1/signing-certificate");
    const { certificate, fingerprint, notBefore, expiresAt } = reply.body;
    expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(expiresAt - notBefore).toBe(365 * 86_400_000);
  });
});
