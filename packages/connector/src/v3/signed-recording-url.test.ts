import type { SignedRecordingUrl } from "@partner-telephony/api";
import { beforeEach, describe, expect, it } from "vitest";
import { Browser, ConsolePage } from "../../tests/console-page.ts";
import { noRecording, problem, type FakeServer } from "../../tests/fake-server.ts";
import { worldPerTest } from "../../tests/world.ts";

/** Section 7.9 of the protocol reference, scenarios 152 to 154, on the unmodified library. */

const signature = "4Jx0f3dK9QyYVn2m8p7sT1uBc6WaR5eLhGzXoIqPvNk";
const location = "https://telephony.example.com/v1/recordings/aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const url = `${location}?tenant=x&expires=1&signature=${signature}`;
const ready: SignedRecordingUrl = { state: "ready", url, durationSeconds: 12.5, expiresAt: 1 };
const asked = (callId = "0LQ1", vendorCallKey: unknown = "key-1") => ({
  type: "GET_SIGNED_RECORDING_URL",
  recordingUrl: location,
  vendorCallKey,
  callId,
});

describe("the address of a recording", () => {
  const world = worldPerTest();
  let server: FakeServer;
  let page: ConsolePage;
  beforeEach(() => {
    ({ server, page } = world);
  });
  const answers = () =>
    page
      .told()
      .filter(([name]) => name === "SIGNED_RECORDING_URL")
      .map(([, payload]) => payload);

  it("152: is the server's, with its length in seconds and the callId as asked", async () => {
    await page.ready();
    server.onRecordingUrl = (query) => {
      expect(Object.fromEntries(query)).toEqual({ vendorCallKey: "key-1", recordingUrl: location });
      return ready;
    };
    page.send(asked());
    await page.hears("SIGNED_RECORDING_URL");
    expect(answers()).toEqual([{ success: true, url, duration: 12.5, callId: "0LQ1" }]);
  });

  it.each([
    ["there is no recording", () => noRecording("none")],
    ["the server refuses", () => problem(500, "server.failed")],
  ])("153: when %s, the page hears so with its callId", async (_what, answer) => {
    await page.ready();
    server.onRecordingUrl = answer;
    page.send(asked());
    await page.hears("SIGNED_RECORDING_URL");
    expect(answers()).toEqual([{ success: false, callId: "0LQ1" }]);
  });

  it("154: two questions at once each get their own answer", async () => {
    await page.ready();
    server.onRecordingUrl = (query) => (query.get("vendorCallKey") === "key-1" ? noRecording("none") : ready);
    page.send(asked("0LQ1", "key-1"));
    page.send(asked("0LQ2", "key-2"));
    await page.hears("SIGNED_RECORDING_URL", 2);
    expect(answers()).toHaveLength(2);
    expect(answers()).toContainEqual({ success: false, callId: "0LQ1" });
    expect(answers()).toContainEqual({ success: true, url, duration: 12.5, callId: "0LQ2" });
  });

  it("that is not there yet is asked for again, so that a call that has just ended can be heard", async () => {
    await page.ready();
    let times = 0;
    server.onRecordingUrl = () => (++times < 3 ? noRecording("pending") : ready);
    page.send(asked());
    await page.hears("SIGNED_RECORDING_URL", 1, page.clock);
    expect(times).toBe(3);
    expect(answers()).toEqual([{ success: true, url, duration: 12.5, callId: "0LQ1" }]);
  });

  it("that does not come is given up before the page gives up", async () => {
    await page.ready();
    server.onRecordingUrl = () => noRecording("pending");
    const start = page.clock.now();
    page.send(asked());
    await page.hears("SIGNED_RECORDING_URL", 1, page.clock);
    expect(page.clock.now() - start).toBeLessThan(10_000);
    expect(answers()).toEqual([{ success: false, callId: "0LQ1" }]);
  });

  it("is not asked for when the page names no recording, nor got by whoever is not logged in", async () => {
    await page.ready();
    server.onRecordingUrl = () => ready;
    page.send({ type: "GET_SIGNED_RECORDING_URL", callId: "0LQ1" });
    await page.hears("SIGNED_RECORDING_URL");
    expect(answers()).toEqual([{ success: false, callId: "0LQ1" }]);
    expect(server.seen.filter(({ path }) => path.includes("recording-urls"))).toEqual([]);

    const stranger = new Browser();
    stranger.cookie = "";
    const other = new ConsolePage(server, stranger);
    other.setup();
    await other.hears("SHOW_LOGIN");
    other.send(asked());
    await other.hears("SIGNED_RECORDING_URL", 1, other.clock);
    expect(other.last("SIGNED_RECORDING_URL")).toEqual({ success: false, callId: "0LQ1" });
    other.close();
  });

  it("stands in no log of ours, whoever has it may listen; the library's own LOG frame has it", async () => {
    await page.ready();
    server.onRecordingUrl = () => ready;
    page.send(asked());
    await page.hears("SIGNED_RECORDING_URL");
    page.send({ type: "DOWNLOAD_VENDOR_LOGS" });
    await page.settled();
    const ours = JSON.stringify([page.said, page.log.entries(), page.saved]);
    expect(page.saved).toHaveLength(1);
    expect(ours).not.toContain(signature);
    const theirs = JSON.stringify(page.frames.filter(({ type }) => type === "LOG"));
    expect(theirs, "docs/connector.md says so").toContain(signature);
  });
});
