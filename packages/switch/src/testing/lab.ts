import { randomUUID } from "node:crypto";
import type { TelephonyFact, TelephonyRequestBody } from "@partner-telephony/api";
import { actAtFarEnd } from "../calls/far-end.ts";
import { carryOut } from "../calls/requests.ts";
import { legOf, type Call } from "../calls/state.ts";
import type { Told } from "../calls/told.ts";
import { applyChange, workOn, type Change } from "../calls/work.ts";

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type AskedFor = DistributiveOmit<TelephonyRequestBody, "requestId" | "callId" | "tenant">;

export const agent = { agentId: randomUUID(), username: "ada@example.com", phone: null };
export const toNumber = { kind: "number", number: "+14155550123" } as const;

/** One call on a table: say what is asked, read what is told. */
export function lab() {
  const callId = randomUUID();
  const changes: Change[] = [];
  let call: Call | undefined;
  const clock = { now: 1_000 };
  const edge = { now: () => clock.now, newId: () => randomUUID() as string };
  const start = () => call ?? { callId, startedAt: 1_000, traceparent: "00-x" };
  const keep = (change: Change): readonly Told[] => {
    changes.push(change);
    call = applyChange(call, change);
    if (call?.legs.length === 0) call = undefined;
    return change.facts;
  };
  return {
    /** Everything below happens at `clock.now`, epoch milliseconds. */
    clock,
    edge,
    callId,
    call: () => call!,
    changes,
    arrive(recorded = false): string {
      const legId = randomUUID();
      const work = workOn({ callId, startedAt: 1_000, traceparent: "00-x" }, edge);
      work.add({ legId, participantType: "Initial_Caller", kind: "party", direction: "in", number: "+1415" });
      const fact = { type: "callArrived", legId, from: "+1415", to: "+1416", callerName: null, queueId: null } as const;
      work.say({ ...fact, recording: recorded });
      keep(work.change());
      return legId;
    },
    ask(request: AskedFor, requestId: string = randomUUID()): readonly Told[] {
      const work = workOn(start(), edge);
      carryOut(work, { ...request, requestId, callId, tenant: "t" } as TelephonyRequestBody);
      return keep(work.change());
    },
    act(legId: string, act: Parameters<typeof actAtFarEnd>[2]) {
      const work = workOn(call!, edge);
      const refused = actAtFarEnd(work, legOf(call!, legId)!, act);
      return refused ?? keep(work.change());
    },
    ringAgent(): string {
      const legId = randomUUID();
      this.ask({ type: "ringAgent", legId, agent });
      return legId;
    },
    /** A caller and an agent who talk. */
    talking(recorded = false) {
      const caller = this.arrive(recorded);
      const agentLeg = this.ringAgent();
      this.ask({ type: "answer", legId: agentLeg });
      return { caller, agentLeg };
    },
    /** Caller, agent and a third party who talk. */
    conference() {
      const { caller, agentLeg } = this.talking();
      const third = randomUUID();
      this.ask({ type: "addParticipant", legId: third, agentLegId: agentLeg, to: toNumber });
      this.act(third, { type: "answer" });
      return { caller, agentLeg, third };
    },
  };
}

/** Facts in short: type and the leg's name. */
export const told = (facts: unknown, names: Record<string, string> = {}): string[] => {
  const nameOf = Object.fromEntries(Object.entries(names).map(([name, id]) => [id, name]));
  return (facts as TelephonyFact[]).map((fact) => {
    const leg = "legId" in fact ? ` ${nameOf[fact.legId] ?? "other"}` : "";
    const why = "reason" in fact ? ` ${fact.reason}` : "code" in fact ? ` ${fact.code}` : "";
    return `${fact.type}${leg}${why}`;
  });
};
