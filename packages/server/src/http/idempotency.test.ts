import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Edge } from "../../tests/support/edge.ts";
import { SocketClient } from "../../tests/support/socket-client.ts";

const PRESENCE = { statusId: "0N5000000000001", statusName: "Available", hasChannels: true, isOffline: false };

describe("a POST that is repeated", () => {
  let edge: Edge;
  let ada: { bearer: string; epoch: number };
  let bob: { bearer: string; epoch: number };
  const pages: SocketClient[] = [];

  beforeAll(async () => {
    edge = await Edge.start();
    await edge.center();
    const enter = async (username: string) => {
      await edge.agent(username);
      const { bearer } = await edge.logIn(username);
      const page = await SocketClient.hello(edge.wsUrl, bearer);
      pages.push(page);
      await edge.ask("POST", "/v1/agents/current/commands", {
        bearer,
        epoch: page.epoch,
        body: { type: "setPresence", presence: PRESENCE, enqueue: false },
      });
      return { bearer, epoch: page.epoch };
    };
    ada = await enter("ada@example.com");
    bob = await enter("bob@example.com");
  });
  afterAll(async () => {
    pages.forEach((page) => page.close());
    await edge.stop();
  });

  const dialBody = (number = "+14155550199") => ({
    callId: randomUUID(),
    agentLegId: randomUUID(),
    legId: randomUUID(),
    to: { kind: "number", number },
  });
  const dial = (who: typeof ada, body: unknown, key: string) => edge.ask("POST", "/v1/calls", { ...who, body, key });

  it("gets the same answer and has one effect, also when both arrive at once", async () => {
    const [body, key] = [dialBody(), randomUUID()];
    const [one, two] = await Promise.all([dial(ada, body, key), dial(ada, body, key)]);
    const three = await dial(ada, body, key);
    expect(one.status, JSON.stringify(one.body)).toBe(202);
    expect([two.status, two.body, three.status, three.body]).toEqual([202, one.body, 202, one.body]);
    await edge.telephony.asked("dial", body.callId);
    expect(edge.telephony.of("dial", body.callId).length).toBe(1);
    const parties = await edge.server.db.query("select 1 from parties where raw = '+14155550199'");
    expect(parties.length, "the number is kept once").toBe(1);
  });

  it("with another body is refused", async () => {
    const [body, key] = [dialBody("+14155550198"), randomUUID()];
    await dial(bob, body, key);
    const other = await dial(bob, { ...body, callId: randomUUID() }, key);
    expect([other.status, other.problem.code]).toEqual([422, "idempotency.different-body"]);
  });

  it("under another agent's key is a request of its own", async () => {
    const key = randomUUID();
    const [first, second] = [dialBody("nonsense"), dialBody("+")];
    expect((await dial(ada, first, key)).problem.code).toBe("number.invalid");
    expect((await dial(bob, second, key)).problem.code, "not different-body").toBe("number.invalid");
  });

  it("hears the same refusal, and a refused command leaves no number behind", async () => {
    const [body, key] = [dialBody("+14155550197"), randomUUID()];
    const refused = await dial(ada, body, key);
    expect(refused.status, JSON.stringify(refused.body)).toBe(409);
    expect((await dial(ada, body, key)).problem.code).toBe(refused.problem.code);
    expect((await edge.server.db.query("select 1 from parties where raw = '+14155550197'")).length).toBe(0);
  });

  it("at log-in brings the same session to whoever proves it again, and nothing to whoever does not", async () => {
    const [body, key] = [edge.proof("ada@example.com"), randomUUID()];
    const one = await edge.ask("POST", "/v1/sessions", { body, key });
    const two = await edge.ask("POST", "/v1/sessions", { body, key });
    expect([two.status, two.body, two.headers["set-cookie"]]).toEqual([201, one.body, one.headers["set-cookie"]]);
    const wrong = await edge.ask("POST", "/v1/sessions", {
      body: edge.proof("ada@example.com", "wrong password"),
      key,
    });
    expect(wrong.status).toBe(401);
  });

  it("leaves no bearer, number or password readable in what is stored", async () => {
    const kept = JSON.stringify(await edge.server.db.query("select * from http_answers"));
    expect(kept).not.toContain(ada.bearer);
    expect(kept).not.toMatch(/4155550199|correct horse/);
  });

  it.each([
    [null, "idempotency.missing-key"],
    ["not-a-uuid", "idempotency.malformed-key"],
    [randomUUID().toUpperCase(), "idempotency.malformed-key"],
  ])("needs a key: %s answers %s", async (key, code) => {
    const reply = await edge.ask("POST", "/v1/calls", { ...ada, body: dialBody(), key });
    expect([reply.status, reply.problem.code]).toEqual([400, code]);
  });

  it("of a command needs the console session's epoch", async () => {
    const reply = await edge.ask("POST", "/v1/calls", { bearer: ada.bearer, body: dialBody() });
    expect([reply.status, reply.problem.code]).toEqual([400, "session.missing-epoch"]);
  });

  it("nothing personal was logged by any of this", () => {
    const log = edge.logged.join("");
    expect(log.length, "something was logged").toBeGreaterThan(1_000);
    for (const secret of [
      "ada@example.com",
      "ada%40",
      "Ada Agent",
      "4155550199",
      "correct horse",
      ada.bearer,
      bob.bearer,
    ]) {
      expect(log.includes(secret), secret).toBe(false);
    }
    for (const secret of Object.values(edge.server.secrets)) expect(log.includes(String(secret))).toBe(false);
  });
});
