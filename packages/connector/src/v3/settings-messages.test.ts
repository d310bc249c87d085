import { beforeEach, describe, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { until } from "../../tests/fake-clock.ts";
import { problem, type FakeServer } from "../../tests/fake-server.ts";
import { presence } from "../../tests/views.ts";
import { worldPerTest } from "../../tests/world.ts";

const AVAILABLE = "0N5xx0000004CSO";
const VIEW = {
  settings: { callerId: "+14155550100", queueId: null },
  callerIds: ["+14155550100", "+14155550101"],
  queues: [{ queueId: "sales", name: "Sales" }],
};
const PATH = "/v1/agents/current/settings";

const world = worldPerTest();
let server: FakeServer;
let page: ConsolePage;
beforeEach(async () => {
  ({ server, page } = world);
  server.onRequest = (seen, response) => {
    if (seen.path !== PATH) return false;
    const body = seen.method === "PUT" ? { ...VIEW, settings: seen.body } : VIEW;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    return true;
  };
  await page.ready();
  page.send({ type: "SET_AGENT_STATUS", agentStatus: "x", statusInfo: { statusId: AVAILABLE } });
  await page.hears("SET_AGENT_STATUS_RESULT");
  server.setPresence(presence(AVAILABLE), "Salesforce");
});

const ask = (message: unknown) => page.send({ type: "MESSAGE", message });
/** The answer to one request, among everything that is said to components. */
async function answerTo(requestId: string): Promise<unknown> {
  const find = () => page.messages().find((message) => message["requestId"] === requestId);
  await until(() => find() !== undefined, `the answer to ${requestId}`);
  return find();
}

describe("a component's request for the agent's settings", () => {
  it("is answered with what is stored and what may be chosen", async () => {
    ask({ v: 1, type: "settings.load", requestId: "one" });
    expect(await answerTo("one")).toEqual({ v: 1, type: "settings", requestId: "one", ...VIEW });
  });

  it("saves in the agent's own session", async () => {
    const settings = { callerId: "+14155550101", queueId: "sales" };
    ask({ v: 1, type: "settings.save", requestId: "two", settings });
    expect(await answerTo("two")).toMatchObject({ type: "settings", settings });
    expect(server.seen.find(({ method }) => method === "PUT")).toMatchObject({ path: PATH, body: settings });
    expect(server.seen.find(({ method }) => method === "PUT")?.headers.authorization).toMatch(/^Bearer /);
  });

  it("is refused with the server's code and sentence", async () => {
    server.onRequest = (seen, response) =>
      seen.path === PATH &&
      response.writeHead(422).end(JSON.stringify(problem(422, "settings.caller-id-unknown"))) !== undefined;
    ask({ v: 1, type: "settings.save", requestId: "three", settings: VIEW.settings });
    const refused = { type: "refused", requestId: "three", code: "settings.caller-id-unknown" };
    expect(await answerTo("three")).toMatchObject({ ...refused, sentence: expect.any(String) });
  });

  it.each([[undefined], [null], ["all"], [{ callerId: 7, queueId: null }], [{ callerId: null }]])(
    "that has no settings to save (%j) never reaches the server",
    async (settings) => {
      ask({ v: 1, type: "settings.save", requestId: "four", settings });
      expect(await answerTo("four")).toMatchObject({ type: "refused", code: "config.invalid" });
      expect(server.seen.some(({ method }) => method === "PUT")).toBe(false);
    },
  );
});
