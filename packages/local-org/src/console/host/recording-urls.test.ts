import { afterEach, describe, expect, it } from "vitest";
import { Pair } from "../testing/pair.ts";
import type { ConnectorFrame } from "./frames.ts";
import { RecordingUrls, RECORDING_WITHIN_MS } from "./recording-urls.ts";

const of = (callId: string) => ({ callId, vendorCallKey: `key of ${callId}`, recordingUrl: "https://x.example/a.wav" });
const nothing = { url: null, durationSeconds: null };

describe("asking the connector for a recording", () => {
  function asking() {
    const told: [string, object][] = [];
    const timers = new Set<() => void>();
    const recordings = new RecordingUrls({
      after: (ms, run) => {
        expect(ms).toBe(RECORDING_WITHIN_MS);
        timers.add(run);
        return () => timers.delete(run);
      },
      tell: (type, fields) => told.push([type, fields]),
    });
    const says = (payload: object) =>
      recordings.hear({ kind: "event", eventType: "SIGNED_RECORDING_URL", payload } as ConnectorFrame);
    return { told, timers, recordings, says };
  }

  it("says which call it is about, by all three names", () => {
    const { recordings, told } = asking();
    void recordings.ask(of("0LQ1"));
    expect(told).toEqual([["GET_SIGNED_RECORDING_URL", of("0LQ1")]]);
  });

  it("gives each question its own answer, in whatever order they come", async () => {
    const { recordings, says, timers } = asking();
    const [one, two] = [recordings.ask(of("0LQ1")), recordings.ask(of("0LQ2"))];
    says({ success: true, url: "https://x.example/2", duration: 7, callId: "0LQ2" });
    says({ success: true, url: "https://x.example/1", callId: "0LQ1" });
    expect(await two).toEqual({ url: "https://x.example/2", durationSeconds: 7 });
    expect(await one).toEqual({ url: "https://x.example/1", durationSeconds: null });
    expect(timers.size, "no timer is left behind").toBe(0);
  });

  it("takes a failure without callId, as the library sends it, for the oldest question's", async () => {
    const { recordings, says } = asking();
    const [one, two] = [recordings.ask(of("0LQ1")), recordings.ask(of("0LQ2"))];
    says({ success: false });
    expect(await one).toEqual(nothing);
    says({ success: true, url: "https://x.example/2", callId: "0LQ2" });
    expect((await two).url).toBe("https://x.example/2");
  });

  it("ends with nothing when no answer comes in time, or the connector goes", async () => {
    const { recordings, timers, says } = asking();
    const late = recordings.ask(of("0LQ1"));
    for (const run of timers) run();
    expect(await late).toEqual(nothing);
    const gone = recordings.ask(of("0LQ2"));
    recordings.giveUp();
    expect(await gone).toEqual(nothing);
    says({ success: true, url: "https://x.example/2", callId: "0LQ2" });
  });

  it.each([
    [{ success: true }],
    [{ success: true, url: 5, callId: "0LQ1" }],
    [{ success: "yes", url: "https://x.example/1", callId: "0LQ1" }],
  ])("makes nothing of %j", async (payload) => {
    const { recordings, says } = asking();
    const answer = recordings.ask(of("0LQ1"));
    says(payload);
    expect((await answer).url).toBeNull();
  });
});

describe("a connector on the published library", () => {
  let pair: Pair;
  afterEach(() => pair.close());

  it("that hands out an address is heard, and one that has no such method as well", async () => {
    pair = new Pair({ capabilities: { hasSignedRecordingUrl: true } });
    await pair.ready();
    expect(pair.phone.capabilities.has("SIGNED_RECORDING_URL")).toBe(true);
    const without = pair.host.recordings.ask(of("0LQ1"));
    expect(await without).toEqual(nothing);
    const { SignedRecordingUrlResult } = pair.page.library as Record<string, new (of: object) => unknown>;
    const result = { success: true, url: "https://x.example/a.wav", duration: 3, callId: "0LQ2" };
    Object.assign(pair.connector, { getSignedRecordingUrl: async () => new SignedRecordingUrlResult!(result) });
    expect(await pair.host.recordings.ask(of("0LQ2"))).toEqual({ url: result.url, durationSeconds: 3 });
    const signed = pair.frames.filter(([, frame]) => JSON.stringify(frame).includes("SIGNED_RECORDING_URL"));
    expect(signed.length).toBeGreaterThan(2);
  });
});
