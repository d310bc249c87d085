import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CENTER, Edge, ORG, type Ask } from "../../tests/support/edge.ts";
import { scopedBearer } from "../tenants/scoped-credential.ts";

const CURRENT = "/v1/contact-centers/current";
const HERE = `${ORG}:${CENTER}`;
const ELSEWHERE = "00D000000000002:Elsewhere";
const userId = (place: number) => `005${String(place).padStart(12, "0")}`;

describe("queues and groups of Setup", () => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await Edge.start();
    await edge.center();
    await edge.center("00D000000000002", "Elsewhere");
    const users = [1, 2, 3].map((place) => ({
      userId: userId(place),
      username: `user${place}@example.com`,
      firstName: null,
      lastName: null,
    }));
    expect((await ask("POST", "/user-additions", { contactCenterId: null, users })).status).toBe(200);
  });
  afterAll(() => edge.stop());

  const ask = (method: string, path: string, body?: unknown, tenant = HERE, more: Ask = {}) =>
    edge.ask(method, `${CURRENT}${path}`, {
      bearer: scopedBearer(edge.server.secrets.management, tenant),
      ...(body === undefined ? {} : { body }),
      ...more,
    });
  const queue = async (name: string): Promise<string> =>
    (await ask("POST", "/queues", { name })).body.queueId as string;
  const group = async (name: string): Promise<string> =>
    (await ask("POST", "/groups", { name, description: null })).body.groupId as string;
  const members = (table: string) => edge.server.db.query(`select * from ${table} order by 2, 3`);

  it("a queue is created once under a name, however often and by how many at once", async () => {
    const made = await Promise.all(["Sales", "sales", " Sales "].map((name) => ask("POST", "/queues", { name })));
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(made.map(({ body }) => body.queueId)).size).toBe(1);
    const { body } = await ask("GET", "/queues");
    expect(body.queues.map(({ name }: { name: string }) => name.toLowerCase())).toEqual(["sales", "support"]);
    expect((await ask("GET", "/transfer-destinations")).body).toEqual(body);
    expect((await ask("GET", "/queues", undefined, ELSEWHERE)).body.queues).toHaveLength(1);
    expect((await ask("POST", "/queues", { name: "Support" })).body).toEqual({ queueId: "support", name: "Support" });
    for (const name of ["", "  ", "x".repeat(256)])
      expect((await ask("POST", "/queues", { name })).problem.code).toBe("body.invalid");
  });

  it("a queue of Setup stays when the contact center is put again; a given one goes with its list", async () => {
    const queueId = await queue("Kept");
    await edge.center(ORG, CENTER, { queues: [] });
    const { body } = await ask("GET", "/queues");
    const ids = body.queues.map((each: { queueId: string }) => each.queueId);
    expect([ids.includes(queueId), ids.includes("support")]).toEqual([true, false]);
    await edge.center();
  });

  it("a queue is removed with its members; another contact center's stays, and a second time is harmless", async () => {
    const queueId = await queue("Short lived");
    await ask("POST", `/queues/${queueId}/members`, { userIds: [userId(1)], groupIds: [] });
    expect((await ask("DELETE", `/queues/${queueId}`, undefined, ELSEWHERE)).status).toBe(204);
    expect(await members("queue_members")).toHaveLength(1);
    for (const _ of [1, 2]) expect((await ask("DELETE", `/queues/${queueId}`)).status).toBe(204);
    expect(await members("queue_members")).toEqual([]);
    expect(await queue("Short lived")).not.toBe(queueId);
  });

  it("users and groups are put on a queue, and who is on it already stays", async () => {
    const [queueId, groupId] = [await queue("Billing"), await group("Billing experts")];
    const put = (userIds: readonly string[], groupIds: readonly string[] = []) =>
      ask("POST", `/queues/${queueId}/members`, { userIds, groupIds });
    const nobodyUnknown = { unknownUserIds: [], unknownGroupIds: [] };
    expect((await put([userId(1), `${userId(1)}AAB`])).body).toEqual(nobodyUnknown);
    for (const _ of [1, 2]) expect((await put([userId(2)], [groupId])).body).toEqual(nobodyUnknown);
    expect(await members("queue_members")).toHaveLength(2);
    expect(await members("queue_groups")).toHaveLength(1);
    expect((await put([])).body).toEqual(nobodyUnknown);
  });

  it("somebody unknown is named, and then nobody is put on the queue", async () => {
    const queueId = await queue("Whole or not");
    const before = await members("queue_members");
    const elsewhere = await ask("POST", "/groups", { name: "Theirs", description: null }, ELSEWHERE);
    const reply = await ask("POST", `/queues/${queueId}/members`, {
      userIds: [userId(1), userId(404)],
      groupIds: [elsewhere.body.groupId],
    });
    expect([reply.status, reply.body]).toEqual([
      200,
      { unknownUserIds: [userId(404)], unknownGroupIds: [elsewhere.body.groupId] },
    ]);
    expect(await members("queue_members")).toEqual(before);
    const nowhere = await ask("POST", "/queues/none/members", { userIds: [], groupIds: [] });
    expect([nowhere.status, nowhere.problem.code]).toEqual([404, "queue.not-found"]);
    const theirs = await ask("POST", `/queues/${queueId}/members`, { userIds: [], groupIds: [] }, ELSEWHERE);
    expect(theirs.problem.code).toBe("queue.not-found");
  });

  it("a group is created once, and takes and loses users in one step or not at all", async () => {
    const groupId = await group("Evening");
    expect(await group("EVENING")).toBe(groupId);
    expect((await ask("GET", "/groups")).body.groups).toContainEqual({ groupId, name: "Evening" });
    const change = (addUserIds: readonly string[], removeUserIds: readonly string[], tenant = HERE) =>
      ask("POST", `/groups/${groupId}/members`, { addUserIds, removeUserIds }, tenant);
    const inGroup = async () => (await members("agent_group_members")).length;
    for (const _ of [1, 2]) await change([userId(1), userId(2)], []);
    expect(await inGroup()).toBe(2);
    expect((await change([userId(3), userId(404)], [userId(1)])).body.unknownUserIds).toEqual([userId(404)]);
    expect(await inGroup()).toBe(2);
    expect((await change([userId(3)], [userId(1), userId(404)])).body.unknownUserIds).toEqual([]);
    expect(await inGroup()).toBe(2);
    expect((await change([userId(3)], [userId(3)])).status).toBe(200);
    expect(await inGroup()).toBe(2);
    expect((await change([], [], ELSEWHERE)).problem).toMatchObject({ status: 404, code: "group.unknown" });
  });

  it("5,000 users are put on a queue at once", async () => {
    const users = Array.from({ length: 4_997 }, (_, place) => ({
      userId: userId(1_000 + place),
      username: `many${place}@example.com`,
      firstName: null,
      lastName: null,
    }));
    expect((await ask("POST", "/user-additions", { contactCenterId: null, users })).status).toBe(200);
    const queueId = await queue("Everybody");
    const userIds = [userId(1), userId(2), userId(3), ...users.map((each) => each.userId)];
    const { status, body } = await ask("POST", `/queues/${queueId}/members`, { userIds, groupIds: [] });
    expect([status, body.unknownUserIds]).toEqual([200, []]);
    const tooMany = await ask("POST", `/queues/${queueId}/members`, { userIds: [...userIds, userId(9)], groupIds: [] });
    expect(tooMany.problem.code).toBe("body.invalid");
  });

  it("a user who is removed is off every queue and group", async () => {
    const groupId = await group("Leaving");
    await ask("POST", `/groups/${groupId}/members`, { addUserIds: [userId(3)], removeUserIds: [] });
    const gone = { userId: userId(3), username: "user3@example.com", firstName: null, lastName: null };
    await ask("POST", "/user-removals", { contactCenterId: null, users: [gone] });
    const [{ left }] = (await edge.server.db.query(
      `select (select count(*) from queue_members m join agent_profiles p using (tenant_id, agent_id) where p.salesforce_user_id = $1)::int
        + (select count(*) from agent_group_members m join agent_profiles p using (tenant_id, agent_id) where p.salesforce_user_id = $1)::int as left`,
      [userId(3)],
    )) as [{ left: number }];
    expect(left).toBe(0);
    const again = await ask("POST", `/groups/${groupId}/members`, { addUserIds: [userId(3)], removeUserIds: [] });
    expect(again.body.unknownUserIds).toEqual([userId(3)]);
  });

  it("there are 5,000 queues and groups at most, and one that is there is answered still", async () => {
    const fill = (table: string, id: string, more = "", value = "") =>
      edge.server.db.query(
        `insert into ${table} (tenant_id, ${id}, name${more})
         select $1, 'n' || n, 'n' || n${value} from generate_series(1, 5000) n`,
        [ELSEWHERE],
      );
    await fill("contact_center_queues", "queue_id");
    await fill("agent_groups", "group_id", ", created_at", ", now()");
    const queues = await ask("POST", "/queues", { name: "One more" }, ELSEWHERE);
    expect(queues.problem).toMatchObject({ status: 409, code: "queue.too-many" });
    const groups = await ask("POST", "/groups", { name: "One more", description: null }, ELSEWHERE);
    expect(groups.problem).toMatchObject({ status: 409, code: "group.too-many" });
    expect((await ask("POST", "/queues", { name: "n17" }, ELSEWHERE)).body.queueId).toBe("n17");
  });
});
