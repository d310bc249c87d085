import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cookieOf, Edge, PASSWORD, type Reply } from "../../tests/support/edge.ts";
import { MAX_FAILURES, WINDOW_MS } from "./attempts.ts";

describe("sessions", () => {
  let edge: Edge;

  beforeAll(async () => {
    edge = await Edge.start();
    await edge.center();
    for (const name of ["bob", "cyd", "eve"]) await edge.agent(`${name}@example.com`);
    await edge.agent("ada@example.com", { password: PASSWORD });
    await edge.agent("nopassword@example.com", { password: null });
  });
  afterEach(() => void (edge.ahead = 0));
  afterAll(() => edge.stop());

  const refresh = (cookie: string, key?: string): Promise<Reply> =>
    edge.ask("POST", "/v1/sessions/current/refresh", { headers: { cookie }, ...(key ? { key } : {}) });
  const whoAmI = (bearer: string) => edge.ask("GET", "/v1/agents/current", { bearer });
  const tryPassword = (username: string, password: string) =>
    edge.ask("POST", "/v1/sessions", { body: edge.proof(username, password) });

  it("a right password opens one, whatever the capitals of the username", async () => {
    const reply = await edge.ask("POST", "/v1/sessions", { body: edge.proof("ADA@example.com") });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ username: "ada@example.com", contactCenter: "NorthwindSupport" });
    expect(reply.body.expiresAt - edge.now()).toBeLessThanOrEqual(600_000);
    expect((await whoAmI(reply.body.bearer)).body.username).toBe("ada@example.com");
  });

  it("the refresh cookie is for our frame only and out of reach of scripts", async () => {
    const reply = await edge.ask("POST", "/v1/sessions", { body: edge.proof("ada@example.com") });
    expect(String(reply.headers["set-cookie"])).toMatch(
      /^pt-refresh=[\w-]{43}; Max-Age=43200; Path=\/v1\/sessions; HttpOnly; Secure; SameSite=None; Partitioned$/,
    );
    expect(reply.headers["cache-control"]).toBe("no-store");
  });

  it("neither bearer nor refresh token is kept as it is", async () => {
    const session = await edge.logIn("ada@example.com");
    const rows = await edge.server.db.query("select * from session_tokens");
    const kept = JSON.stringify(rows);
    expect(kept).not.toContain(session.bearer);
    expect(kept).not.toContain(session.cookie.split("=")[1]);
  });

  it.each([
    ["a wrong password", { password: "not this one" }],
    ["an unknown username", { username: "nobody@example.com" }],
    ["an unknown contact center", { contactCenter: "Nowhere" }],
    ["an agent without password", { username: "nopassword@example.com" }],
  ])("%s is answered like any other", async (_what, change) => {
    const reply = await edge.ask("POST", "/v1/sessions", { body: { ...edge.proof("bob@example.com"), ...change } });
    expect([reply.status, reply.problem.code, reply.headers["set-cookie"]]).toEqual([
      401,
      "sessions.wrong-proof",
      undefined,
    ]);
  });

  it("guessing is stopped for a while, even when the right password comes last", async () => {
    for (let count = 0; count < MAX_FAILURES.username; count += 1)
      await tryPassword("cyd@example.com", "guess number 1");
    const stopped = await edge.ask("POST", "/v1/sessions", { body: edge.proof("CYD@example.com") });
    expect([stopped.status, stopped.problem.code]).toEqual([429, "sessions.too-many-attempts"]);
    expect(Number(stopped.headers["retry-after"])).toBeGreaterThan(0);
    expect(stopped.problem.detail).toContain(String(stopped.headers["retry-after"]));
    expect((await tryPassword("ada@example.com", "correct horse battery")).status, "others are not stopped").toBe(201);
    edge.ahead = WINDOW_MS + 1;
    expect((await edge.ask("POST", "/v1/sessions", { body: edge.proof("cyd@example.com") })).status).toBe(201);
  });

  it("a success forgives the failures before it", async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < MAX_FAILURES.username - 1; count += 1)
        await tryPassword("eve@example.com", "wrong one");
      expect((await edge.ask("POST", "/v1/sessions", { body: edge.proof("eve@example.com") })).status).toBe(201);
    }
  });

  it("an expired bearer is told apart from a wrong one, and the cookie brings a fresh one", async () => {
    const session = await edge.logIn("ada@example.com");
    edge.ahead = 600_001;
    expect((await whoAmI(session.bearer)).problem.code).toBe("session.expired");
    expect((await whoAmI("never-given")).problem.code).toBe("session.invalid");
    const fresh = await refresh(session.cookie);
    expect([fresh.status, fresh.body.sessionId]).toEqual([200, session.sessionId]);
    expect((await whoAmI(fresh.body.bearer)).status).toBe(200);
  });

  it("a refresh token that is used again later ends the session for whoever has it", async () => {
    const session = await edge.logIn("ada@example.com");
    const fresh = await refresh(session.cookie);
    edge.ahead = 11_000;
    const reused = await refresh(session.cookie);
    expect([reused.status, reused.problem.code]).toEqual([401, "sessions.refresh-reused"]);
    expect(String(reused.headers["set-cookie"])).toContain("Max-Age=0");
    expect((await whoAmI(fresh.body.bearer)).status, "the bearer of the session too").toBe(401);
    expect((await refresh(cookieOf(fresh))).problem.code).toBe("sessions.refresh-invalid");
  });

  it("two tabs that refresh at once both go on", async () => {
    const session = await edge.logIn("ada@example.com");
    const [one, two] = await Promise.all([refresh(session.cookie), refresh(session.cookie)]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect((await refresh(cookieOf(one))).status).toBe(200);
    expect((await refresh(cookieOf(two))).status).toBe(200);
  });

  it("a refresh whose answer was lost is repeated with its key, even much later", async () => {
    const session = await edge.logIn("ada@example.com");
    const key = "11111111-1111-4111-8111-111111111111";
    const first = await refresh(session.cookie, key);
    edge.ahead = 60_000;
    const again = await refresh(session.cookie, key);
    expect([again.status, again.body, cookieOf(again)]).toEqual([200, first.body, cookieOf(first)]);
  });

  it("after twelve hours the agent logs in again, however often it refreshed", async () => {
    const session = await edge.logIn("ada@example.com");
    edge.ahead = 11 * 3_600_000;
    const fresh = await refresh(session.cookie);
    expect(fresh.status).toBe(200);
    expect(Number(/Max-Age=(\d+)/.exec(String(fresh.headers["set-cookie"]))?.[1])).toBeLessThanOrEqual(3_600);
    edge.ahead = 12 * 3_600_000 + 1_000;
    expect((await refresh(cookieOf(fresh))).problem.code).toBe("sessions.refresh-invalid");
  });

  it("logging out ends bearer and cookie", async () => {
    const session = await edge.logIn("ada@example.com");
    const out = await edge.ask("DELETE", "/v1/sessions/current", { bearer: session.bearer });
    expect([out.status, out.body]).toEqual([204, null]);
    expect(String(out.headers["set-cookie"])).toContain("pt-refresh=; Max-Age=0");
    expect((await whoAmI(session.bearer)).problem.code).toBe("session.invalid");
    expect((await refresh(session.cookie)).problem.code).toBe("sessions.refresh-invalid");
  });

  it("the tenant comes from the proof: a body that names another one changes nothing", async () => {
    const reply = await edge.ask("POST", "/v1/sessions", {
      body: { ...edge.proof("ada@example.com"), tenant: "other" },
    });
    expect([reply.status, reply.problem.code]).toEqual([400, "body.invalid"]);
  });
});
