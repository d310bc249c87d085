import { randomUUID } from "node:crypto";
import type { ServerFrame } from "@partner-telephony/api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Browser } from "../../tests/console-page.ts";
import { FakeClock, until } from "../../tests/fake-clock.ts";
import { FakeServer } from "../../tests/fake-server.ts";
import { ConnectorError } from "./connector-error.ts";
import { Core } from "./core.ts";
import { Courier, type PackageApex, type PackageRequest } from "./courier.ts";
import { Log } from "./log.ts";

const REQUEST = {
  method: "POST",
  path: "/",
  body: '{"from":"+14155550123"}',
  traceparent: "00-11111111111111111111111111111111-2222222222222222-01",
} as const;
const requestId = randomUUID();
const request: ServerFrame = { type: "courier.request", requestId, ...REQUEST };

describe("a page that the org hosts", () => {
  let server: FakeServer;
  let log: Log;
  let core: Core;
  let carried: PackageRequest[];
  let clock: FakeClock;

  beforeEach(async () => {
    server = await FakeServer.start();
    carried = [];
  });
  afterEach(async () => {
    core.disconnect();
    await server.stop();
  });

  const heard = (type: string) => server.heard.filter((frame) => frame.type === type);

  async function connect(answer: PackageApex["carry"] | null): Promise<void> {
    clock = new FakeClock();
    log = new Log(clock.now);
    const apex: PackageApex = {
      carry: (given) => {
        carried.push(given);
        return answer!(given);
      },
    };
    core = new Core({
      settings: Promise.resolve({ serverUrl: server.url, orgId: null, contactCenter: null, consoleOrigin: null }),
      fetch: new Browser().fetch,
      openSocket: (url, subprotocol) => new WebSocket(url, subprotocol) as never,
      clock,
      random: () => 0.5,
      newId: randomUUID,
      log,
      ...(answer === null ? {} : { courier: new Courier(apex, log) }),
    });
    await core.session.refresh();
    await core.connect();
    await until(() => heard("beat").length > 0, "the page is connected");
  }

  const created = async () => ({ status: 201, body: '{"voiceCallId":"0LQ000000000001","errors":[]}' });

  it("says that it carries, and has each request answered by Apex as it came", async () => {
    await connect(created);
    expect(heard("courier.ready")).toHaveLength(1);
    server.send(request);
    await until(() => heard("courier.answer").length > 0, "the answer is back");
    expect(carried).toEqual([REQUEST]);
    expect(heard("courier.answer")).toEqual([{ type: "courier.answer", requestId, ...(await created()) }]);
  });

  it("says nothing of it to a server that does not know the word, which would close the line", async () => {
    server.couriers = false;
    await connect(created);
    expect(heard("courier.ready")).toEqual([]);
  });

  it("says so again on each new line", async () => {
    await connect(created);
    server.closeSockets(1012);
    await until(() => heard("courier.ready").length === 2, "the second line knows", clock);
  });

  it("tells with a code that Apex could not be asked", async () => {
    await connect(() => Promise.reject(new ConnectorError("remoting.failed", "A sentence.")));
    server.send(request);
    await until(() => heard("courier.failed").length > 0, "the failure is told");
    expect(heard("courier.failed")).toEqual([{ type: "courier.failed", requestId, code: "remoting.failed" }]);
  });

  it("does not send an answer for which the server would close the line", async () => {
    await connect(async () => ({ status: 201, body: `"${"ü".repeat(9_000)}"` }));
    server.send(request);
    await until(() => heard("courier.failed").length > 0, "the failure is told");
    expect(heard("courier.failed")).toMatchObject([{ code: "courier.answer-too-long" }]);
  });

  it("keeps nothing of what it has carried, and logs no number", async () => {
    await connect(created);
    server.send(request);
    await until(() => heard("courier.answer").length > 0, "the answer is back");
    expect(JSON.stringify(log.entries())).not.toContain("4155550123");
  });

  it("answers over no other line than the one it was asked on", async () => {
    let answer: (given: { status: number; body: string | null }) => void = () => {};
    await connect(() => new Promise((go) => (answer = go)));
    server.send(request);
    await until(() => carried.length > 0, "Apex is asked");
    server.closeSockets(1012);
    await until(() => heard("courier.ready").length === 2, "there is another line", clock);
    answer(await created());
    await until(() => log.entries().some(({ code }) => code === "courier.answer"), "Apex has answered");
    await clock.turn();
    expect(heard("courier.answer")).toEqual([]);
  });

  it("does not carry where the page is hosted elsewhere", async () => {
    await connect(null);
    expect(heard("courier.ready")).toEqual([]);
  });
});
