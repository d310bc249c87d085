import type { UpdateVoiceCall } from "@partner-telephony/salesforce-voice";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../tests/support/eventually.ts";
import { freshDatabase } from "../../tests/support/fresh-database.ts";
import type { FreshDatabase } from "../../tests/support/fresh-database.ts";
import { connect, makeWorld } from "../../tests/support/world.ts";
import type { World } from "../../tests/support/world.ts";

describe("the final update of a VoiceCall", () => {
  let fresh: FreshDatabase;
  let world: World;
  let skewMs = 0;
  beforeAll(async () => {
    fresh = await freshDatabase("pglite");
  });
  beforeEach(async () => {
    skewMs = 0;
    world = await makeWorld(fresh.database, {
      now: () => Date.now() + skewMs,
      policy: { leaseMs: 3_600_000 },
      recordingLocation: (callId) => `https://telephony.example.com/v1/recordings/${callId}`,
    });
    await world.engine.start();
    await world.addAgent();
  });
  afterEach(() => world.stop());
  afterAll(() => fresh.remove());

  type Step = readonly [
    seconds: number,
    type: "recordingStarted" | "recordingPaused" | "recordingResumed" | "legHeld" | "legResumed",
  ];
  /** A call whose facts come so many seconds after agent and caller could talk, and that ends after a minute. */
  async function minute(
    ...steps: readonly Step[]
  ): Promise<{ readonly body: UpdateVoiceCall; readonly callId: string }> {
    const { callId, legId } = await world.arrive();
    const agent = await connect(world, { callId, legId, partyId: "" });
    const view = await world.engine.call(world.tenant, callId);
    const start = view!.participants.find((one) => one.legId === agent.legId)!.connectedAt!;
    // Facts do not lie ahead of the clock: it goes on first.
    skewMs = 61_000;
    for (const [seconds, type] of steps) {
      await world.fact({ type, callId, legId, requestId: null, at: start + seconds * 1_000 } as Parameters<
        World["fact"]
      >[0]);
    }
    return { body: await ended(callId, legId, start + 60_000), callId };
  }
  async function ended(callId: string, legId: string, at: number): Promise<UpdateVoiceCall> {
    await world.fact({ type: "legEnded", callId, legId, requestId: null, reason: "hungUp", at });
    const [update] = await eventually(
      () => world.voiceApi.updated,
      ({ length }) => length > 0,
    );
    return update!.body;
  }

  it("lists where the recording is, before anybody has fetched it, and its length without pauses", async () => {
    const { body, callId } = await minute([0, "recordingStarted"], [10, "recordingPaused"], [25, "recordingResumed"]);
    expect(body).toMatchObject({
      recordingLocation: `https://telephony.example.com/v1/recordings/${callId}`,
      totalRecordingDuration: 45,
      agentInteractionDuration: 60,
      totalHoldDuration: 0,
    });
  });

  it("counts hold apart from talk: together they are as long as a recording that was not paused", async () => {
    const { body } = await minute([0, "recordingStarted"], [20, "legHeld"], [35, "legResumed"]);
    expect(body).toMatchObject({
      totalRecordingDuration: 60,
      agentInteractionDuration: 45,
      totalHoldDuration: 15,
      numberOfHolds: 1,
    });
  });

  it("lists none when the call was not recorded", async () => {
    const { body } = await minute([20, "legHeld"]);
    expect(body).not.toHaveProperty("recordingLocation");
    expect(body, "Salesforce takes it only beside a location").not.toHaveProperty("totalRecordingDuration");
  });

  it("lists none for a caller who gave up while it was recorded", async () => {
    const { callId, legId } = await world.arrive();
    await world.fact({ type: "recordingStarted", callId, requestId: null });
    expect(await ended(callId, legId, Date.now())).not.toHaveProperty("recordingLocation");
  });
});
