import { USER_BATCH_BODY_LIMIT_BYTES } from "@partner-telephony/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CENTER, Edge, ORG, type Ask } from "../../tests/support/edge.ts";
import { scopedBearer } from "../tenants/scoped-credential.ts";

const CURRENT = "/v1/contact-centers/current";
const OTHER = "00D000000000002";

describe("users of Setup", () => {
  let edge: Edge;
  let place = 0;
  beforeAll(async () => {
    edge = await Edge.start();
    await edge.center();
    await edge.center(OTHER, "Elsewhere");
  });
  afterAll(() => edge.stop());

  const user = (more: object = {}) => {
    place += 1;
    const userId = `005${String(place).padStart(12, "0")}`;
    return { userId, username: `user${place}@example.com`, firstName: "Ada", lastName: `Agent ${place}`, ...more };
  };
  const send = (
    what: "additions" | "removals",
    users: readonly object[],
    more: Ask = {},
    tenant = `${ORG}:${CENTER}`,
  ) =>
    edge.ask("POST", `${CURRENT}/user-${what}`, {
      bearer: scopedBearer(edge.server.secrets.management, tenant),
      body: { contactCenterId: "04vAB0000000001", users },
      ...more,
    });
  const profiles = () =>
    edge.server.db.query<{ agent_id: string; username: string; display_name: string; removed_at: Date | null }>(
      "select agent_id, username, display_name, removed_at from agent_profiles where tenant_id = $1 order by created_at",
      [`${ORG}:${CENTER}`],
    );
  const find = async (username: string) => (await profiles()).find((row) => row.username === username);

  it("become agents whom calls can be routed to, and adding them again changes nothing", async () => {
    const [one, two] = [user(), user({ firstName: null, lastName: null })];
    const first = await send("additions", [one, two]);
    expect(first.status).toBe(200);
    const again = await send("additions", [two, one]);
    const byUser = (reply: typeof first) =>
      Object.fromEntries(
        reply.body.users.map((each: { userId: string; agentId: string }) => [each.userId, each.agentId]),
      );
    expect(byUser(again)).toEqual(byUser(first));
    const agentId = byUser(first)[one.userId] as string;
    expect(await find(one.username)).toMatchObject({
      agent_id: agentId,
      display_name: one.firstName + " " + one.lastName,
    });
    expect((await find(two.username))?.display_name).toBe(two.username);
    expect(await edge.server.engine.agent(`${ORG}:${CENTER}`, agentId)).toMatchObject({
      agentId,
      routability: "offline",
    });
  });

  it("keep their agent under a new username, and with an id of 18 characters", async () => {
    const given = user();
    const first = await send("additions", [given]);
    const renamed = { ...given, userId: `${given.userId}AAB`, username: `Renamed.${given.username}` };
    const second = await send("additions", [renamed]);
    expect(second.body.users).toEqual([{ userId: renamed.userId, agentId: first.body.users[0].agentId }]);
    expect(await find(renamed.username)).toBeDefined();
  });

  it("take the agent that was made by hand under their username", async () => {
    const given = user();
    const agentId = await edge.agent(given.username.toUpperCase());
    expect((await send("additions", [given])).body.users).toEqual([{ userId: given.userId, agentId }]);
  });

  it("are added all or none: a username of somebody else's names the user, and nothing has changed", async () => {
    const owner = user();
    await send("additions", [owner]);
    const before = await profiles();
    const reply = await send("additions", [user(), user({ username: owner.username.toUpperCase() })]);
    expect(reply.problem).toMatchObject({ status: 409, code: "users.username-taken" });
    expect(reply.problem.fields?.map((field) => field.path)).toEqual(["users.1.username"]);
    expect(await profiles()).toEqual(before);
  });

  it("are named once each: the same user or username twice is refused, and nothing has changed", async () => {
    const before = await profiles();
    const given = user();
    for (const twice of [user({ userId: `${given.userId}AAB` }), user({ username: given.username.toUpperCase() })]) {
      const reply = await send("additions", [given, twice]);
      expect([reply.status, reply.problem.code]).toEqual([422, "users.repeated"]);
    }
    expect(await profiles()).toEqual(before);
  });

  it("are removed with their log-ins, and an unknown one counts as removed; back, they have their agent again", async () => {
    const given = user();
    const { body } = await send("additions", [given]);
    await edge.agent(given.username, { salesforceUserId: given.userId });
    const session = await edge.logIn(given.username);
    for (const users of [[given, user()], [given]]) {
      const removed = await send("removals", users);
      expect(removed.status).toBe(200);
      expect(removed.body.users).toEqual(users.map(({ userId }) => ({ userId, agentId: null })));
    }
    expect((await edge.ask("GET", "/v1/agents/current", { bearer: session.bearer })).problem.code).toBe(
      "session.invalid",
    );
    const logIn = await edge.ask("POST", "/v1/sessions", { body: edge.proof(given.username) });
    expect(logIn.problem.code).toBe("sessions.wrong-proof");
    expect((await send("additions", [given])).body.users).toEqual(body.users);
    expect((await edge.logIn(given.username)).agentId).toBe(body.users[0].agentId);
  });

  it("of another contact center are not touched", async () => {
    const given = user();
    await send("additions", [given]);
    const elsewhere = `${OTHER}:Elsewhere`;
    expect((await send("removals", [given], {}, elsewhere)).status).toBe(200);
    expect((await find(given.username))?.removed_at).toBeNull();
    const added = await send("additions", [given], {}, elsewhere);
    expect(added.body.users[0].agentId).not.toBe((await find(given.username))?.agent_id);
  });

  it("a repeated request has the answer of the first; another body under its key is refused", async () => {
    const key = "0b5c7a9e-4a39-4f7c-9b0c-3d0d5c3c1a11";
    const given = user();
    const [first, again] = [await send("additions", [given], { key }), await send("additions", [given], { key })];
    expect(again.body).toEqual(first.body);
    expect((await send("additions", [user()], { key })).problem.code).toBe("idempotency.different-body");
  });

  it("5,000 are added and removed in one batch, and added again", async () => {
    const many = Array.from({ length: 5_000 }, () => user());
    const added = await send("additions", many);
    expect(added.status, JSON.stringify(added.problem).slice(0, 300)).toBe(200);
    expect(new Set(added.body.users.map(({ agentId }: { agentId: string }) => agentId)).size).toBe(5_000);
    expect((await send("additions", many)).body.users).toEqual(added.body.users);
    expect((await send("removals", many)).body.users).toHaveLength(5_000);
    expect((await profiles()).filter(({ removed_at }) => removed_at !== null).length).toBeGreaterThanOrEqual(5_000);
    const tooMany = await send("additions", [...many, user()]);
    expect(tooMany.problem.code).toBe("body.invalid");
  });

  it("a body beyond 4 MB is refused, and other addresses keep their limit", async () => {
    const bearer = edge.server.secrets.management;
    const raw = (bytes: number) => JSON.stringify({ x: "y".repeat(bytes) });
    const large = await edge.ask("POST", `${CURRENT}/user-additions`, {
      bearer,
      raw: raw(USER_BATCH_BODY_LIMIT_BYTES),
    });
    expect(large.problem.code).toBe("body.too-large");
    const other = await edge.ask("POST", `${CURRENT}/queues`, { bearer, raw: raw(300_000) });
    expect(other.problem.code).toBe("body.too-large");
  });
});
