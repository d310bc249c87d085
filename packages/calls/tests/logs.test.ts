import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { agentUpcasters, callUpcasters, upcast } from "../src/upcast/upcast.ts";
import { checkLog, checkSituation, foldAgent, foldCall, upcastAgentEvent, upcastCallEvent } from "../src/index.ts";
import type { Agent, Call, StoredEvent } from "../src/index.ts";
import { release } from "./support/release.ts";

interface Recorded {
  readonly call: readonly StoredEvent[];
  readonly agents: Readonly<Record<string, readonly StoredEvent[]>>;
  readonly folded: { readonly call: Call; readonly agents: Readonly<Record<string, Agent>> };
}

const folder = join(import.meta.dirname, "logs");
const releases = readdirSync(folder);
const logs = releases.flatMap((name) => readdirSync(join(folder, name)).map((file) => join(name, file)));
const read = (file: string): Recorded => JSON.parse(readFileSync(join(folder, file), "utf8")) as Recorded;

describe("a log of any release", () => {
  test("is kept for this release", () => expect(releases).toContain(release));

  test.each(logs)("%s folds to what it was", (file) => {
    const { call, agents, folded } = read(file);
    const events = call.map(upcastCallEvent);
    expect(foldCall(events)).toEqual(folded.call);
    for (const [agentId, log] of Object.entries(agents)) {
      expect(foldAgent(log.map(upcastAgentEvent))).toEqual(folded.agents[agentId]);
    }
    expect(checkLog(events)).toEqual([]);
    expect(checkSituation(folded)).toEqual([]);
  });

  test("uses every type of event", () => {
    const used = logs.map(read).flatMap(({ call, agents }) => [...call, ...Object.values(agents).flat()]);
    const types = new Set(used.map(({ type }) => type));
    const expected =
      `agentAdded leaseTaken leaseRenewed leaseReleased presenceChanged presenceEnqueued routabilityChanged
      callOffered offerWithdrawn occupied released phoneChanged capacityChanged callStarted legAdded queued
      voiceCallRequested voiceCallCreated voiceCallNotCreated offered offerEnded legConnected legEnded legMeasured legHeld legResumed
      legMuted legUnmuted legBargedIn legsMerged legsSwapped recordingStarted recordingPaused recordingResumed
      recordingStopped digitsSent requested requestAnswered requestRefused requestExpired agentConnected
      afterConversationWorkStarted wrappedUp finalUpdateOwed callEnded factIgnored`.split(/\s+/);
    expect(expected.filter((type) => !types.has(type))).toEqual([]);
    expect([...types].filter((type) => !expected.includes(type))).toEqual([]);
  });

  test("holds no name and no number", () => {
    const text = logs.map((file) => readFileSync(join(folder, file), "utf8")).join();
    expect(text).not.toMatch(/\+\d{6,}/);
    expect(text).not.toMatch(/"(phoneNumber|name|digits|from|dialed)"/);
  });
});

describe("an event of an older shape", () => {
  const oldest: StoredEvent = { type: "muted", v: 1, at: 5 };
  const steps = [
    { type: "muted", from: 1, up: (event: StoredEvent) => ({ ...event, type: "legMuted", v: 2, legId: "leg-a" }) },
    { type: "legMuted", from: 2, up: (event: StoredEvent) => ({ ...event, v: 3 }) },
  ];

  test("is brought to the newest, step by step", () => {
    expect(upcast(oldest, steps, 3)).toEqual({ type: "legMuted", v: 3, at: 5, legId: "leg-a" });
  });

  test("without a step, or from a later release, is an error and not a guess", () => {
    expect(() => upcast(oldest, [], 3)).toThrow("No upcaster for muted from version 1.");
    expect(() => upcast({ ...oldest, v: 4 }, steps, 3)).toThrow("this release knows up to 3");
    expect([...callUpcasters, ...agentUpcasters]).toEqual([]);
  });

  test("a log that is none of ours does not fold", () => {
    expect(foldCall([])).toBeNull();
    expect(() => foldCall([{ v: 1, at: 1, type: "legsMerged" }])).toThrow("begins with callStarted");
    expect(() => foldAgent([{ v: 1, at: 1, type: "leaseReleased", reason: "released" }])).toThrow("agentAdded");
  });
});
