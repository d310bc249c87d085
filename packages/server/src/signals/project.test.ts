import { randomUUID } from "node:crypto";
import { advance, applyAgent, decide, isRefusal, newAgent, observe } from "@partner-telephony/calls";
import type { Agent, AgentFact, Command, Fact, Outcome, Situation } from "@partner-telephony/calls";
import { beforeEach, describe, expect, it } from "vitest";
import type { BareSignal } from "./bare-signal.ts";
import { projectSignals } from "./project.ts";

const presence = { statusId: "1", statusName: "Available", hasChannels: true, isOffline: false };
const ids = { callId: randomUUID(), legId: randomUUID(), partyId: randomUUID() };
const { callId } = ids;

/** One call and two agents, without a database. */
class Story {
  situation: Situation = { call: null, agents: {} };
  readonly heard: { agentId: string; signal: BareSignal }[] = [];
  #at = 1_000;

  agent(): string {
    const agentId = randomUUID();
    const agent = newAgent(agentId, 0).reduce<Agent | null>((state, event) => applyAgent(state, event), null)!;
    this.situation = { ...this.situation, agents: { ...this.situation.agents, [agentId]: agent } };
    this.wants({ type: "takeLease", agentId, sessionId: randomUUID() });
    this.wants({ type: "setPresence", agentId, presence, side: "Salesforce", enqueue: false });
    return agentId;
  }

  wants(command: Command): void {
    const decided = decide(this.situation, command, ++this.#at, randomUUID);
    if (isRefusal(decided)) throw new Error(decided.code);
    this.#take(decided);
  }

  happens(fact: Fact extends infer F ? (F extends Fact ? Omit<F, "at" | "callId"> : never) : never): void {
    this.#take(observe(this.situation, { at: ++this.#at, callId, ...fact } as Fact, this.#at, randomUUID));
  }

  agentFact(fact: AgentFact): void {
    this.#take(observe(this.situation, fact, ++this.#at, randomUUID));
  }

  #take(outcome: Outcome): void {
    const after = advance(this.situation, outcome);
    this.heard.push(...projectSignals(this.situation, outcome, after, null));
    this.situation = after;
  }

  ringsAt(agentId: string): string {
    const legId = randomUUID();
    this.happens({ type: "agentChosen", agentId, legId, requestId: randomUUID() });
    this.happens({ type: "legRinging", legId, requestId: null });
    return legId;
  }

  connects(legId: string): void {
    this.happens({ type: "legConnected", legId, requestId: null });
  }

  of(agentId: string): BareSignal[] {
    return this.heard.filter((entry) => entry.agentId === agentId).map(({ signal }) => signal);
  }

  milestones(agentId: string): string[] {
    return this.of(agentId).flatMap(({ type }) => (type.endsWith("changed") ? [] : [type]));
  }

  ended(agentId: string): Partial<Extract<BareSignal, { type: "call.ended" }>> {
    const signal = this.of(agentId).find(({ type }) => type === "call.ended");
    if (signal?.type !== "call.ended") throw new Error("The call has not ended for this agent.");
    const { reason, agentStatus, closeCallOnError } = signal;
    return { reason, agentStatus, closeCallOnError };
  }
}

describe("what an agent's connector is told", () => {
  let story: Story;
  let anna: string;
  beforeEach(() => {
    story = new Story();
    anna = story.agent();
  });

  const arrives = (): void => {
    story.happens({ type: "callArrived", legId: ids.legId, partyId: ids.partyId, queueId: null, recording: true });
    story.happens({ type: "voiceCallCreated", legId: ids.legId, voiceCallId: "0LQ1" });
  };
  const dials = (): { mine: string; theirs: string } => {
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const to = { kind: "party", partyId: ids.partyId } as const;
    story.wants({ type: "dial", callId, agentId: anna, requestId: randomUUID(), agentLegId: mine, legId: theirs, to });
    return { mine, theirs };
  };

  it("a call that is taken and ended by the caller: normal end, then after conversation work", () => {
    arrives();
    story.connects(story.ringsAt(anna));
    story.happens({ type: "legEnded", legId: ids.legId, requestId: null, reason: "hungUp" });
    expect(story.milestones(anna)).toEqual([
      "call.started",
      "call.connected",
      "call.ended",
      "call.after-conversation-work-started",
    ]);
    expect(story.ended(anna)).toEqual({ reason: "ended", agentStatus: null, closeCallOnError: false });
  });

  it("carries the whole call as it stands after the decision", () => {
    arrives();
    const legId = story.ringsAt(anna);
    const started = story.of(anna).find(({ type }) => type === "call.started");
    expect(started).toMatchObject({ legId, call: { legs: { [legId]: { state: "ringing" } }, phase: "ringing" } });
  });

  it("a declined call stays open for the next agent, and there is no after conversation work", () => {
    arrives();
    story.ringsAt(anna);
    story.wants({ type: "decline", callId, agentId: anna, requestId: randomUUID() });
    expect(story.ended(anna)).toEqual({ reason: "error", agentStatus: "DeclinedByAgent", closeCallOnError: false });
    expect(story.milestones(anna)).toEqual(["call.started", "call.ended"]);
  });

  it.each([
    ["missed", "MissedCallAgent"],
    ["noAnswer", "MissedCallAgent"],
    ["failed", "FailedConnectAgent"],
    ["busy", "FailedConnectAgent"],
  ] as const)("a call whose agent leg ends as %s: %s", (reason, agentStatus) => {
    arrives();
    const legId = story.ringsAt(anna);
    story.happens({ type: "legEnded", legId, requestId: null, reason });
    expect(story.ended(anna)).toEqual({ reason: "error", agentStatus, closeCallOnError: false });
  });

  it("a caller who gives up while it rings is no fault of the agent, and nobody waits any more", () => {
    arrives();
    story.ringsAt(anna);
    story.happens({ type: "legEnded", legId: ids.legId, requestId: null, reason: "abandoned" });
    expect(story.ended(anna)).toEqual({
      reason: "error",
      agentStatus: "FailedConnectCustomer",
      closeCallOnError: true,
    });
  });

  it("tells an agent nothing more of a call that went on to somebody else", () => {
    arrives();
    story.ringsAt(anna);
    story.wants({ type: "decline", callId, agentId: anna, requestId: randomUUID() });
    const heard = story.of(anna).length;
    const bert = story.agent();
    story.connects(story.ringsAt(bert));
    expect(story.of(anna)).toHaveLength(heard);
    expect(story.milestones(bert)).toEqual(["call.started", "call.connected"]);
  });

  it("an own outbound call starts at once and connects when both are there", () => {
    const { mine, theirs } = dials();
    expect(story.milestones(anna)).toEqual(["call.started"]);
    story.connects(mine);
    expect(story.milestones(anna)).toEqual(["call.started"]);
    story.connects(theirs);
    expect(story.milestones(anna)).toEqual(["call.started", "call.connected"]);
  });

  it.each(["busy", "noAnswer", "declined", "notReachable", "numberUnknown", "failed"] as const)(
    "a customer who was dialed and is not reached: whose fault it was, and why (%s)",
    (reason) => {
      const { mine, theirs } = dials();
      story.connects(mine);
      story.happens({ type: "legEnded", legId: theirs, requestId: null, reason });
      expect(story.ended(anna)).toEqual({
        reason: "error",
        agentStatus: "FailedConnectCustomer",
        closeCallOnError: true,
      });
      expect(story.of(anna).find(({ type }) => type === "call.ended")).toMatchObject({ notReached: reason });
    },
  );

  it("an agent who hangs up while it rings: a normal end, and nobody failed", () => {
    const { mine } = dials();
    story.connects(mine);
    story.happens({ type: "legEnded", legId: mine, requestId: null, reason: "hungUp" });
    expect(story.ended(anna)).toMatchObject({ reason: "ended", agentStatus: null });
    expect(story.of(anna).find(({ type }) => type === "call.ended")).toMatchObject({ notReached: null });
  });

  it("a request that is refused fails for the agent who asked", () => {
    arrives();
    story.connects(story.ringsAt(anna));
    const requestId = randomUUID();
    story.wants({ type: "hold", callId, agentId: anna, requestId, legId: ids.legId });
    story.happens({ type: "requestRefused", requestId, code: "hold.not-possible" });
    const failed = story.of(anna).find(({ type }) => type === "request.failed");
    expect(failed).toMatchObject({ requestId, requestType: "hold", code: "hold.not-possible" });
  });

  it("an extension that could not be dialed fails for the agent who dialed", () => {
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const to = { kind: "party", partyId: ids.partyId } as const;
    const dial = {
      type: "dial",
      callId,
      agentId: anna,
      requestId: randomUUID(),
      agentLegId: mine,
      legId: theirs,
      to,
    } as const;
    story.wants({ ...dial, extensionDigitsId: randomUUID() });
    story.connects(mine);
    story.connects(theirs);
    const pending = Object.values(story.situation.call!.pending).find(({ request }) => request.type === "sendDigits")!;
    story.happens({ type: "requestRefused", requestId: pending.requestId, code: "leg.gone" });
    const failed = story.of(anna).find(({ type }) => type === "request.failed");
    expect(failed).toMatchObject({ requestType: "dialExtension", code: "leg.gone" });
  });

  it("who changed the presence", () => {
    const changes = story.of(anna).map((signal) => (signal.type === "agent.changed" ? signal.side : signal.type));
    expect(changes).toEqual([null, "Salesforce"]);
  });

  it("that its console session was lost", () => {
    const { lease } = story.situation.agents[anna]!;
    story.situation = {
      ...story.situation,
      agents: { [anna]: { ...story.situation.agents[anna]!, lease: { ...lease!, expiresAt: 0 } } },
    };
    story.agentFact({ type: "leaseExpired", agentId: anna, at: 2_000, epoch: lease!.epoch });
    expect(story.of(anna).at(-1)).toMatchObject({ type: "agent.changed", agent: { lease: null } });
  });
});
