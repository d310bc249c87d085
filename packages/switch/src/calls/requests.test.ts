import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { TelephonyFact } from "@partner-telephony/api";
import { agent, lab, told, toNumber, type AskedFor } from "../testing/lab.ts";
import { behaviours, type RequestType } from "./requests.ts";

const id = randomUUID;

describe("an inbound call", () => {
  it("rings at the agent while the caller waits", () => {
    const on = lab();
    const caller = on.arrive();
    const a = id();
    expect(told(on.ask({ type: "ringAgent", legId: a, agent }), { a })).toEqual(["legRinging a"]);
    expect(on.call().legs.map((leg) => leg.state)).toEqual(["ringing", "ringing"]);
    expect(caller).toBe(on.call().legs[0]!.legId);
  });

  it("connects the waiting caller before the agent who answers", () => {
    const on = lab();
    const c = on.arrive();
    const a = on.ringAgent();
    expect(told(on.ask({ type: "answer", legId: a }), { a, c })).toEqual(["legConnected c", "legConnected a"]);
  });

  it("is recorded from the moment it arrives, or not at all until asked", () => {
    const [recorded, not] = [lab(), lab()];
    recorded.talking(true);
    not.talking(false);
    expect([recorded.call().recording, not.call().recording]).toEqual(["recording", "off"]);
  });

  it("keeps a paused recording paused when a second agent answers", () => {
    const on = lab();
    const { agentLeg } = on.talking(true);
    on.ask({ type: "pauseRecording" });
    const b = id();
    on.ask({ type: "addParticipant", legId: b, agentLegId: agentLeg, to: { kind: "agent", agentId: id() } });
    expect(told(on.ask({ type: "answer", legId: b }), { b })).toEqual(["legConnected b"]);
    expect(on.call().recording).toBe("paused");
  });

  it("goes on ringing for others after one agent's leg is hung up unanswered", () => {
    const on = lab();
    const c = on.arrive();
    const a = on.ringAgent();
    expect(told(on.ask({ type: "hangUp", legId: a }), { a, c })).toEqual(["legEnded a hungUp"]);
    expect(on.call().endedAt).toBeNull();
    const second = on.ringAgent();
    expect(told(on.ask({ type: "answer", legId: second }), { second, c })).toEqual([
      "legConnected c",
      "legConnected second",
    ]);
  });

  it("ends for the customer when the agent hangs up", () => {
    const on = lab();
    const { caller: c, agentLeg: a } = on.talking();
    expect(told(on.ask({ type: "hangUp", legId: a }), { a, c })).toEqual(["legEnded a hungUp", "legEnded c hungUp"]);
    expect(on.call().endedAt).toBe(1_000);
  });
});

describe("a dialled call", () => {
  const dialled = () => {
    const on = lab();
    const [a, far] = [id(), id()];
    const facts = on.ask({ type: "dial", legId: far, agentLegId: a, to: toNumber });
    return { on, a, far, facts };
  };

  it("has the agent's line up at once and rings at the far end", () => {
    const { facts, a, far } = dialled();
    expect(told(facts, { a, far })).toEqual(["legConnected a", "legRinging far"]);
  });

  it("ends for the agent when the far end is busy", () => {
    const { on, a, far } = dialled();
    expect(told(on.act(far, { type: "refuse", reason: "busy" }), { a, far })).toEqual([
      "legEnded far busy",
      "legEnded a hungUp",
    ]);
  });

  it("stops ringing at the far end when the agent gives up", () => {
    const { on, a, far } = dialled();
    expect(told(on.ask({ type: "hangUp", legId: a }), { a, far })).toEqual([
      "legEnded a hungUp",
      "legEnded far abandoned",
    ]);
  });

  it("is refused for a number that is none, and leaves no call behind", () => {
    const on = lab();
    const facts = on.ask({ type: "dial", legId: id(), agentLegId: id(), to: { kind: "number", number: "abc" } });
    expect(told(facts)).toEqual(["requestRefused destination.unreachable"]);
    expect(on.call()).toBeUndefined();
  });

  it("to another agent is answered by that agent", () => {
    const on = lab();
    const [a, b] = [id(), id()];
    on.ask({ type: "dial", legId: b, agentLegId: a, to: { kind: "agent", agentId: id() } });
    expect(told(on.ask({ type: "answer", legId: b }), { b })).toEqual(["legConnected b"]);
  });
});

describe("settings of a leg and of the recording", () => {
  const rows = [
    ["hold", "legHeld", "held", true],
    ["resume", "legResumed", "held", false],
    ["mute", "legMuted", "muted", true],
    ["unmute", "legUnmuted", "muted", false],
  ] as const;
  it.each(rows)("%s says %s, twice is harmless", (type, fact, field, value) => {
    const on = lab();
    const { caller: c } = on.talking();
    expect(told(on.ask({ type, legId: c }), { c })).toEqual([`${fact} c`]);
    expect(told(on.ask({ type, legId: c }), { c })).toEqual([`${fact} c`]);
    expect(on.call().legs[0]![field]).toBe(value);
  });

  it("pauses and resumes a recording", () => {
    const on = lab();
    on.talking(true);
    expect(told(on.ask({ type: "pauseRecording" }))).toEqual(["recordingPaused"]);
    expect(on.call().recording).toBe("paused");
    expect(told(on.ask({ type: "resumeRecording" }))).toEqual(["recordingResumed"]);
    expect(on.call().recording).toBe("recording");
  });

  it("refuses to pause a recording that does not run, until it is started", () => {
    const on = lab();
    on.talking();
    expect(told(on.ask({ type: "pauseRecording" }))).toEqual(["requestRefused recording.off"]);
    expect(told(on.ask({ type: "startRecording" }))).toEqual(["recordingStarted"]);
    expect(told(on.ask({ type: "pauseRecording" }))).toEqual(["recordingPaused"]);
  });

  it("sends digits without telling them to anybody", () => {
    const on = lab();
    const { caller } = on.talking();
    const facts = on.ask({ type: "sendDigits", legId: caller, digits: "4111#" });
    expect(told(facts)).toEqual(["digitsSent"]);
    expect(JSON.stringify(on.changes)).not.toContain("4111#");
  });
});

describe("more than two", () => {
  it("a third party who refuses leaves the other two talking", () => {
    const on = lab();
    const { agentLeg } = on.talking();
    const third = id();
    const asked = on.ask({ type: "addParticipant", legId: third, agentLegId: agentLeg, to: toNumber });
    expect(told(asked, { third })).toEqual(["legRinging third"]);
    expect(told(on.act(third, { type: "refuse", reason: "noAnswer" }), { third })).toEqual(["legEnded third noAnswer"]);
    expect(on.call().endedAt).toBeNull();
  });

  it("the others go on when the agent leaves a conference", () => {
    const on = lab();
    const { agentLeg: a } = on.conference();
    expect(told(on.ask({ type: "hangUp", legId: a }), { a })).toEqual(["legEnded a hungUp"]);
    expect(on.call().endedAt).toBeNull();
  });

  it("swaps who is on hold", () => {
    const on = lab();
    const { caller: c, third } = on.conference();
    on.ask({ type: "hold", legId: c });
    expect(told(on.ask({ type: "swap", holdLegId: third, resumeLegId: c }))).toEqual(["legsSwapped"]);
    expect(on.call().legs.map((leg) => leg.held)).toEqual([false, false, true]);
  });

  it("leaves nobody on hold after a merge", () => {
    const on = lab();
    const { caller: c } = on.conference();
    on.ask({ type: "hold", legId: c });
    expect(told(on.ask({ type: "merge" }), { c })).toEqual(["legResumed c", "legsMerged"]);
    expect(on.call().merged).toBe(true);
  });

  it("refuses to merge two", () => {
    const on = lab();
    on.talking();
    expect(told(on.ask({ type: "merge" }))).toEqual(["requestRefused participants.too-few"]);
  });

  it("a blind transfer lets the agent go only once the other side is there", () => {
    const on = lab();
    const { agentLeg: a } = on.talking();
    const target = id();
    const asked = on.ask({ type: "blindTransfer", legId: target, agentLegId: a, to: toNumber });
    expect(told(asked, { target })).toEqual(["legRinging target"]);
    expect(told(on.act(target, { type: "answer" }), { a, target })).toEqual([
      "legConnected target",
      "legEnded a transferred",
    ]);
    expect(on.call().endedAt).toBeNull();
  });

  it("a failed blind transfer leaves the customer with the agent", () => {
    const on = lab();
    const { caller: c, agentLeg: a } = on.talking();
    const target = id();
    on.ask({ type: "blindTransfer", legId: target, agentLegId: a, to: toNumber });
    expect(told(on.act(target, { type: "refuse", reason: "failed" }), { target })).toEqual(["legEnded target failed"]);
    expect(
      on
        .call()
        .legs.filter((leg) => leg.state === "connected")
        .map((leg) => leg.legId),
    ).toEqual([c, a]);
  });

  it("a transfer to a queue keeps the agent until one from the queue has answered", () => {
    const on = lab();
    const { agentLeg: a } = on.talking();
    const place = id();
    on.ask({ type: "blindTransfer", legId: place, agentLegId: a, to: { kind: "queue", queueId: "q" } });
    const b = on.ringAgent();
    expect(told(on.ask({ type: "answer", legId: b }), { a, b, place })).toEqual([
      "legConnected b",
      "legEnded place transferred",
      "legEnded a transferred",
    ]);
  });
});

describe("a supervisor", () => {
  const supervised = () => {
    const on = lab();
    const { agentLeg } = on.talking();
    const s = id();
    const facts = on.ask({ type: "supervise", legId: s, agentLegId: agentLeg, agent });
    return { on, s, agentLeg, facts };
  };
  it("listens at once and can barge in", () => {
    const { on, s, facts } = supervised();
    expect(told(facts, { s })).toEqual(["legConnected s"]);
    expect(told(on.ask({ type: "bargeIn", legId: s }), { s })).toEqual(["legBargedIn s"]);
  });
  it("leaves without ending the call", () => {
    const { on, s } = supervised();
    expect(told(on.ask({ type: "hangUp", legId: s }), { s })).toEqual(["legEnded s hungUp"]);
    expect(on.call().endedAt).toBeNull();
  });
  it("does not keep the call alive", () => {
    const { on, agentLeg } = supervised();
    on.ask({ type: "hangUp", legId: agentLeg });
    expect(on.call().endedAt).toBe(1_000);
  });
  it("leaves when the customer has hung up", () => {
    const { on, s } = supervised();
    const facts = on.act(on.call().legs[0]!.legId, { type: "hangUp" });
    expect(told(facts, { s })).toEqual(["legEnded other hungUp", "legEnded other hungUp", "legEnded s hungUp"]);
  });
  it("alone can barge in", () => {
    const { on, agentLeg } = supervised();
    const refused = on.ask({ type: "bargeIn", legId: agentLeg });
    expect(told(refused)).toEqual(["requestRefused supervision.not-supervising"]);
  });
});

describe("what cannot be done", () => {
  const onLeg: RequestType[] = ["answer", "hangUp", "hold", "resume", "mute", "unmute", "sendDigits", "bargeIn"];
  const any = (type: RequestType): AskedFor => {
    const rest = {
      legId: id(),
      agentLegId: id(),
      holdLegId: id(),
      resumeLegId: id(),
      agent,
      digits: "1",
      to: toNumber,
    };
    return { type, ...rest } as unknown as AskedFor;
  };
  const all = Object.keys(behaviours) as RequestType[];

  it.each(all.filter((type) => type !== "dial"))("%s of a call nobody knows is refused", (type) => {
    expect(told(lab().ask(any(type)))).toEqual(["requestRefused call.unknown"]);
  });
  it.each(all)("%s of a call that has ended is refused", (type) => {
    const on = lab();
    const { agentLeg } = on.talking();
    on.ask({ type: "hangUp", legId: agentLeg });
    expect(told(on.ask(any(type)))).toEqual(["requestRefused call.ended"]);
  });
  it.each(onLeg)("%s on a leg that is gone is refused", (type) => {
    const on = lab();
    const { third } = on.conference();
    on.ask({ type: "hangUp", legId: third });
    expect(told(on.ask({ ...any(type), legId: third } as AskedFor))).toEqual(["requestRefused leg.gone"]);
  });
  it("a ringing leg cannot be held and a connected one cannot be answered", () => {
    const on = lab();
    const caller = on.arrive();
    const a = on.ringAgent();
    expect(told(on.ask({ type: "hold", legId: caller }))).toEqual(["requestRefused leg.wrong-state"]);
    on.ask({ type: "answer", legId: a });
    expect(told(on.ask({ type: "answer", legId: a }))).toEqual(["requestRefused leg.wrong-state"]);
  });
  it("a leg id is used once", () => {
    const on = lab();
    const { agentLeg } = on.talking();
    expect(told(on.ask({ type: "ringAgent", legId: agentLeg, agent }))).toEqual(["requestRefused leg.exists"]);
  });
});

describe("what a person at the far end does", () => {
  it("a caller who gives up takes the ringing agents along", () => {
    const on = lab();
    const c = on.arrive();
    const a = on.ringAgent();
    expect(told(on.act(c, { type: "hangUp" }), { a, c })).toEqual(["legEnded c abandoned", "legEnded a abandoned"]);
  });
  it("nobody goes on ringing for a caller who gave up", () => {
    const on = lab();
    const c = on.arrive();
    const [a, b] = [on.ringAgent(), on.ringAgent()];
    const facts = told(on.act(c, { type: "hangUp" }), { a, b, c });
    expect(facts).toEqual(["legEnded c abandoned", "legEnded a abandoned", "legEnded b abandoned"]);
  });
  it("a customer who hangs up ends the call of two", () => {
    const on = lab();
    const { caller: c, agentLeg: a } = on.talking();
    expect(told(on.act(c, { type: "hangUp" }), { a, c })).toEqual(["legEnded c hungUp", "legEnded a hungUp"]);
  });
  it("an agent who hangs up a ringing desk phone has declined", () => {
    const on = lab();
    on.arrive();
    const a = on.ringAgent();
    expect(told(on.act(a, { type: "hangUp" }), { a })).toEqual(["legEnded a declined"]);
  });
  it("nobody answers or refuses their own call, and nothing happens on a leg that is gone", () => {
    const on = lab();
    const c = on.arrive();
    expect(on.act(c, { type: "answer" })).toBe("leg.wrong-state");
    expect(on.act(c, { type: "refuse", reason: "busy" })).toBe("leg.wrong-state");
    on.act(c, { type: "hangUp" });
    expect(on.act(c, { type: "hangUp" })).toBe("leg.gone");
  });
});

it("every fact of a whole conversation is one that the server accepts", () => {
  const on = lab();
  const { caller, agentLeg } = on.conference();
  on.ask({ type: "hold", legId: caller });
  on.ask({ type: "merge" });
  on.ask({ type: "hangUp", legId: agentLeg });
  on.act(caller, { type: "hangUp" });
  for (const fact of on.changes.flatMap((change) => change.facts)) expect(TelephonyFact.parse(fact)).toEqual(fact);
});
