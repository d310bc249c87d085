import { randomUUID } from "node:crypto";
import type { TelephonyFact } from "@partner-telephony/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Edge } from "../../tests/support/edge.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { SocketClient } from "../../tests/support/socket-client.ts";

describe("an extension behind the number that an agent dials", () => {
  let edge: Edge;
  let agent: { bearer: string; epoch: number };
  let page: SocketClient;
  beforeAll(async () => {
    edge = await Edge.start();
    await edge.center();
    await edge.agent("ada@example.com");
    const { bearer } = await edge.logIn("ada@example.com");
    page = await SocketClient.hello(edge.wsUrl, bearer);
    agent = { bearer, epoch: page.epoch };
    const presence = { statusId: "0N5000000000001", statusName: "Available", hasChannels: true, isOffline: false };
    const body = { type: "setPresence", presence, enqueue: false };
    await edge.ask("POST", "/v1/agents/current/commands", { ...agent, body });
  });
  afterAll(async () => {
    page.close();
    await edge.stop();
  });

  type Happening = Pick<Extract<TelephonyFact, { type: "legConnected" }>, "type" | "legId" | "requestId">;
  const happens = (callId: string, fact: Happening) =>
    edge.fact({ factId: randomUUID(), callId, at: edge.now(), ...fact } as TelephonyFact);

  it("is dialed once somebody has answered, although the page that dialed is gone; its digits are in no log", async () => {
    const [callId, agentLegId, legId] = [randomUUID(), randomUUID(), randomUUID()];
    const body = { callId, agentLegId, legId, to: { kind: "number", number: "+14155550199" }, extension: "2047391" };
    expect((await edge.ask("POST", "/v1/calls", { ...agent, body })).status).toBe(202);
    await edge.telephony.asked("dial", callId);
    await happens(callId, { type: "legConnected", legId: agentLegId, requestId: null });
    page.close();
    expect(edge.telephony.of("sendDigits", callId), "not before").toEqual([]);
    await happens(callId, { type: "legConnected", legId, requestId: null });
    expect(await edge.telephony.asked("sendDigits", callId)).toMatchObject({ legId, digits: "2047391" });
    const log = await edge.server.db.query("select event from call_events where call_id = $1", [callId]);
    expect(JSON.stringify(log)).not.toContain("2047391");
    const kept = () => edge.server.db.query("select 1 from digits");
    expect(await eventually(kept, (rows) => rows.length === 0), "nor kept once they are sent").toEqual([]);
  });

  it("that is none is refused with the field at fault", async () => {
    const ids = { callId: randomUUID(), agentLegId: randomUUID(), legId: randomUUID() };
    const body = { ...ids, to: { kind: "number", number: "+14155550199" }, extension: "reception" };
    const reply = await edge.ask("POST", "/v1/calls", { ...agent, body });
    expect([reply.status, reply.body.fields[0].path]).toEqual([400, "extension"]);
  });
});
