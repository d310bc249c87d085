import { beforeEach, describe, expect, it } from "vitest";
import type { ConsolePage } from "../../tests/console-page.ts";
import { labelled } from "../../tests/expected-frames.ts";
import { until } from "../../tests/fake-clock.ts";
import type { FakeServer } from "../../tests/fake-server.ts";
import { customerLegOf } from "../../tests/views.ts";
import { CALL, connect, ring, worldPerTest } from "../../tests/world.ts";

/** What agents are promised when the line to the server breaks and servers die. */

const world = worldPerTest();
let server: FakeServer;
let page: ConsolePage;
beforeEach(async () => {
  ({ server, page } = world);
  await page.ready();
});

/** The line is up again and everything that came with it was dealt with. */
async function reconnected(epoch: number): Promise<void> {
  await until(() => server.epoch >= epoch && server.connections === 1, "a new line", page.clock);
  await page.settled();
}

describe("the line", () => {
  it("beats every second", async () => {
    const before = server.heard.length;
    await page.clock.advance(10_000);
    await until(() => server.heard.length >= before + 10, "ten beats");
    expect(server.heard.slice(before).every((frame) => frame.type === "beat")).toBe(true);
    expect(server.heard.slice(before)).toHaveLength(10);
  });

  it("resumes where it was and tells what was missed, each once and in order", async () => {
    await ring(world);
    server.closeSockets(1001);
    await until(() => server.connections === 0, "a broken line");
    server.connect();
    server.hangUp();
    await reconnected(2);
    expect(server.heard.findLast((frame) => frame.type === "hello")).toMatchObject({ afterSeq: 1 });
    expect(page.names().slice(1)).toEqual(["CALL_STARTED", "CALL_CONNECTED", "HANGUP", "AFTER_CALL_WORK_STARTED"]);
  });

  it("takes a snapshot when the server no longer keeps that far back: a call that ended meanwhile is hung up", async () => {
    await connect(world);
    server.closeSockets(1001);
    await until(() => server.connections === 0, "a broken line");
    server.hangUp();
    server.wrapUp();
    server.keptFrom = 100;
    await reconnected(2);
    expect(page.names().slice(-1)).toEqual(["HANGUP"]);
    expect(page.last("HANGUP")).toMatchObject([{ callId: customerLegOf(1), state: "ended", reason: "ended" }]);
  });

  it("does not act on a signal behind a gap but asks for everything anew", async () => {
    server.signals.push({ ...server.signal({ type: "agent.changed", agent: server.agent, side: null }) });
    server.ring();
    await reconnected(2);
    expect(server.heard.findLast((frame) => frame.type === "hello")).toMatchObject({ afterSeq: null });
    expect(page.count("CALL_STARTED")).toBe(1);
  });

  it("is taken for dead when the server falls silent, right after its welcome too, and is made anew", async () => {
    server.silent = true;
    await until(() => server.epoch === 2, "a new line", page.clock);
  });

  it("is taken for dead when a server that has beaten falls silent, and is made anew", async () => {
    await page.clock.advance(2000);
    await page.settled();
    for (let second = 0; second < 7 && server.epoch === 1; second++) await page.clock.advance(1000);
    await page.settled();
    expect(server.epoch).toBe(1); // it answers every beat
    server.silent = true;
    await until(() => server.epoch === 2, "a new line", page.clock);
  });

  it("survives a server that dies and comes back: the call that rang meanwhile is shown within 3 s", async () => {
    await server.stop();
    await page.clock.advance(5_000);
    await server.listen();
    server.ring();
    const backAt = page.clock.now();
    await page.hears("CALL_STARTED", 1, page.clock);
    expect(page.clock.now() - backAt).toBeLessThanOrEqual(3000);
  });

  it("ends a call across a restart: one HANGUP", async () => {
    await connect(world);
    server.onCommand = () => "nothing";
    page.send({ type: "END_CALL", call: CALL });
    await until(() => server.commands().length === 2, "the command");
    await server.stop();
    server.hangUp();
    await server.listen();
    await page.hears("AFTER_CALL_WORK_STARTED", 1, page.clock);
    expect(page.names().slice(-2)).toEqual(["HANGUP", "AFTER_CALL_WORK_STARTED"]);
    expect(page.count("HANGUP")).toBe(1);
  });

  it("waits for a short break before it refuses, and says that nothing was sent", async () => {
    await ring(world);
    await server.stop();
    await until(() => page.log.entries().some((one) => one.code === "socket.closed"), "a broken line");
    page.send({ type: "ACCEPT_CALL", call: CALL });
    await page.clock.turn();
    // The line is said first; then, when its deadline has passed, the command.
    await page.hears("ERROR", 2, page.clock);
    expect(page.told().at(-1), "in the package's words: the call may well be there still").toEqual(
      labelled("PhoneServerUnreachable"),
    );
    expect(page.log.entries().some((one) => one.fields["reason"] === "server.unreachable")).toBe(true);
    await server.listen();
  });

  it("without settings init fails for good, and the log says why", async () => {
    const lost = world.newPage(Promise.reject(new TypeError("settings.json answered 404.")));
    lost.setup();
    await lost.hears("ERROR");
    await lost.clock.advance(60_000);
    expect(lost.names()).toEqual(["ERROR"]);
    expect(lost.log.entries().map((one) => one.fields["reason"])).toEqual(["settings.not-readable"]);
  });

  it("a server that is not there at start makes init fail, and is found later", async () => {
    const late = world.newPage();
    await server.stop();
    late.setup();
    await late.hears("ERROR", 1, late.clock);
    expect(late.last("ERROR")).toEqual({ message: "CAN_NOT_LOG_IN" });
    await server.listen();
    await late.hears("CONNECTOR_READY", 1, late.clock);
    expect(late.names()).toEqual(["ERROR", "LOGIN_RESULT", "CONNECTOR_READY"]);
  });
});
