import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Edge, ORIGIN } from "../../tests/support/edge.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { SocketClient } from "../../tests/support/socket-client.ts";

const AVAILABLE = { statusId: "0N5000000000001", statusName: "Available", hasChannels: true, isOffline: false };

describe("signals by socket", () => {
  let edge: Edge;
  const open: SocketClient[] = [];

  beforeAll(async () => {
    edge = await Edge.start();
    await edge.center();
    for (const name of ["ada", "bob", "cyd", "dan", "eve", "fay"]) await edge.agent(`${name}@example.com`);
  });
  afterEach(() => open.splice(0).forEach((client) => client.close()));
  afterAll(() => edge.stop());

  const hello = async (bearer: string, afterSeq: number | null = null) => {
    const client = await SocketClient.hello(edge.wsUrl, bearer, afterSeq);
    open.push(client);
    return client;
  };
  const connect = (options: ConstructorParameters<typeof SocketClient>[1] = {}) => {
    const client = new SocketClient(edge.wsUrl, options);
    open.push(client);
    return client;
  };
  const available = (bearer: string, epoch: number, statusName = "Available") =>
    edge.ask("POST", "/v1/agents/current/commands", {
      bearer,
      epoch,
      body: { type: "setPresence", presence: { ...AVAILABLE, statusName }, enqueue: false },
    });

  it("brings an agent a call that arrives, and the call is back after the page was reloaded", async () => {
    const session = await edge.logIn("ada@example.com");
    const page = await hello(session.bearer);
    expect((await available(session.bearer, page.epoch)).status).toBe(200);
    const arrived = edge.callArrived();
    expect((await edge.fact(arrived)).status).toBe(200);
    const ring = await edge.telephony.asked("ringAgent", arrived.callId);
    await edge.fact({
      type: "legRinging",
      factId: randomUUID(),
      callId: arrived.callId,
      at: edge.now(),
      requestId: ring.requestId,
      legId: ring.legId,
    });
    const started = await page.signal("call.started");
    expect(started.call.callId, "the call that arrived").toBe(arrived.callId);
    const caller = started.call.participants.find((one) => one.participantType === "Initial_Caller");
    expect(caller?.phoneNumber).toBe("+14155550123");
    page.close();
    const reloaded = await hello(session.bearer);
    const welcome = await reloaded.frame("welcome");
    expect(welcome.resumed).toBe(false);
    expect(welcome.calls.map((call) => call.callId)).toContain(arrived.callId);
  });

  it("resumes after the last signal that the page has seen, without gap or repeat", async () => {
    const session = await edge.logIn("bob@example.com");
    const page = await hello(session.bearer);
    for (const name of ["One", "Two", "Three"]) await available(session.bearer, page.epoch, name);
    await eventually(
      () => page.signals.length,
      (count) => count >= 3,
    );
    const seen = page.signals[0]!.seq;
    page.close();
    const back = await hello(session.bearer, seen);
    expect((await back.frame("welcome")).resumed).toBe(true);
    await available(session.bearer, back.epoch, "Four");
    const last = await eventually(
      () => back.signals,
      (signals) => signals.some((one) => one.type === "agent.changed" && one.agent.presence.statusName === "Four"),
    );
    expect(last.map(({ seq }) => seq)).toEqual(last.map((_, index) => seen + 1 + index));
  });

  it("starts afresh when the page asks for more than was ever given out", async () => {
    const session = await edge.logIn("bob@example.com");
    const page = await hello(session.bearer, 1_000_000);
    expect((await page.frame("welcome")).resumed).toBe(false);
  });

  it("lets the newest of two tabs win, tells the older one why, and refuses the older one's commands", async () => {
    const session = await edge.logIn("cyd@example.com");
    const older = await hello(session.bearer);
    const newer = await hello(session.bearer);
    expect(await older.closing()).toEqual({ code: 4409, reason: "session.superseded" });
    expect((await older.frame("error")).problem.code).toBe("session.superseded");
    expect(newer.epoch).toBeGreaterThan(older.epoch);
    const refused = await available(session.bearer, older.epoch);
    expect([refused.status, refused.problem.code]).toEqual([409, "session.superseded"]);
    expect((await available(session.bearer, newer.epoch)).status).toBe(200);
    expect(newer.closed, "the newer one stays").toBeNull();
  });

  it("lets a silent page go after three seconds and says so", async () => {
    const session = await edge.logIn("dan@example.com");
    const page = await hello(session.bearer);
    page.stopBeating();
    expect(await page.closing()).toEqual({ code: 4408, reason: "session.silent" });
    const gone = await eventually(
      () => edge.ask("GET", "/v1/agents/current", { bearer: session.bearer }),
      (reply) => reply.body.reachable === false,
    );
    expect(gone.status).toBe(200);
    const refused = await available(session.bearer, page.epoch);
    expect([refused.status, refused.problem.code]).toEqual([409, "session.silent"]);
  });

  it("keeps a page that beats, and beats back", async () => {
    const session = await edge.logIn("dan@example.com");
    const page = await hello(session.bearer);
    await eventually(
      () => page.of("beat").length,
      (beats) => beats >= 4,
    );
    expect(page.closed).toBeNull();
  });

  it("closes the pages of an agent who logs out and lets the agent go at once", async () => {
    const session = await edge.logIn("eve@example.com");
    const page = await hello(session.bearer);
    const out = await edge.ask("DELETE", "/v1/sessions/current", { bearer: session.bearer });
    expect(out.status).toBe(204);
    expect((await page.closing()).code).toBe(4401);
    const again = await edge.logIn("eve@example.com");
    const agent = await edge.ask("GET", "/v1/agents/current", { bearer: again.bearer });
    expect(agent.body.reachable).toBe(false);
  });

  /** As if the bearers of a session had been given out long ago. */
  const letBearersEndIn = (sessionId: string, ms: number) =>
    edge.server.db.query(`update session_tokens set expires_at = $2 where session_id = $1 and kind = 'bearer'`, [
      sessionId,
      new Date(edge.now() + ms),
    ]);

  it("refuses an expired bearer at hello", async () => {
    const session = await edge.logIn("fay@example.com");
    await letBearersEndIn(session.sessionId, -1);
    const late = connect();
    await late.opened();
    late.say({ type: "hello", bearer: session.bearer, afterSeq: null });
    expect((await late.closing()).code).toBe(4401);
    expect((await late.frame("error")).problem.code).toBe("session.expired");
  });

  it("closes a page whose bearer runs out", async () => {
    const session = await edge.logIn("fay@example.com");
    await letBearersEndIn(session.sessionId, 1_500);
    const page = await hello(session.bearer);
    expect(await page.closing()).toEqual({ code: 4401, reason: "session.expired" });
  });

  it("keeps a page that brings a fresh bearer in time, but not one of another agent", async () => {
    const session = await edge.logIn("fay@example.com");
    await letBearersEndIn(session.sessionId, 1_500);
    const page = await hello(session.bearer);
    page.say({ type: "renew", bearer: (await edge.logIn("fay@example.com")).bearer });
    await eventually(
      () => page.of("beat").length,
      (beats) => beats >= 4,
    );
    expect(page.closed, "renewed in time").toBeNull();
    page.say({ type: "renew", bearer: (await edge.logIn("eve@example.com")).bearer });
    expect((await page.closing()).code).toBe(4401);
  });

  it.each([
    ["no JSON", "{", "frame.malformed"],
    ["an unknown frame", JSON.stringify({ type: "dance" }), "frame.malformed"],
    ["a frame with more than agreed", JSON.stringify({ type: "beat", extra: 1 }), "frame.malformed"],
    ["a beat before hello", JSON.stringify({ type: "beat" }), "frame.not-expected"],
    ["binary", Buffer.from([1, 2, 3]), "frame.malformed"],
  ])("answers %s with a problem and closes with 4400", async (_what, data, code) => {
    const client = connect();
    await client.opened();
    client.ws.send(data);
    expect((await client.closing()).code).toBe(4400);
    expect((await client.frame("error")).problem.code).toBe(code);
  });

  it("does not take frames that are too large", async () => {
    const client = connect();
    await client.opened();
    client.ws.send(JSON.stringify({ type: "hello", bearer: "x".repeat(20_000), afterSeq: null }));
    expect((await client.closing()).code).toBe(1009);
  });

  it.each([
    ["an origin that is not allowed", { origin: "https://evil.example" }, 403, "origin.not-allowed"],
    ["another subprotocol", { protocol: "chat" }, 400, "socket.wrong-subprotocol"],
  ])("refuses the upgrade of %s", async (_what, options, status, code) => {
    const client = connect(options);
    const refused = await eventually(
      () => client.refused,
      (answer) => answer !== null,
    );
    expect(refused?.status).toBe(status);
    expect(JSON.parse(refused?.body ?? "")).toMatchObject({ status, code });
  });

  it("takes an allowed origin", async () => {
    const client = connect({ origin: ORIGIN });
    await client.opened();
    expect(client.ws.protocol).toBe("pt.v1");
  });
});
