import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { it } from "vitest";
import type { FarEndAct } from "@partner-telephony/api";
import type { Told } from "./told.ts";
import { agent, lab, toNumber, type AskedFor } from "../testing/lab.ts";
import { behaviours } from "./requests.ts";
import { openTalkers, type Call } from "./state.ts";
import { applyChange } from "./work.ts";

const types = Object.keys(behaviours);
const destinations = [toNumber, { kind: "agent", agentId: randomUUID() }, { kind: "queue", queueId: "q" }];
const acts: FarEndAct[] = [{ type: "hangUp" }, { type: "answer" }, { type: "refuse", reason: "busy" }];
const step = fc.record({
  what: fc.integer({ min: 0, max: types.length + acts.length - 1 }),
  leg: fc.nat(6),
  other: fc.nat(6),
  to: fc.constantFrom(...destinations),
  fresh: fc.boolean(),
});

it("random requests and acts, in any order, keep a call whole", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.array(step, { maxLength: 40 }), (inbound, recorded, steps) => {
      const on = lab();
      if (inbound) on.arrive(recorded);
      for (const { what, leg, other, to, fresh } of steps) {
        const pick = (n: number) => on.call()?.legs[n % (on.call()?.legs.length || 1)]?.legId ?? randomUUID();
        const act = acts[what - types.length];
        if (act) {
          if (on.call()) on.act(pick(leg), act);
          continue;
        }
        const legs = { agentLegId: pick(other), holdLegId: pick(leg), resumeLegId: pick(other) };
        const legId = fresh ? randomUUID() : pick(leg);
        const requestId = randomUUID();
        const facts = on.ask({ type: types[what], ...legs, legId, agent, to, digits: "1" } as AskedFor, requestId);
        answeredOnce(facts, requestId);
        if (on.call()) whole(on.call());
      }
      foldsToTheSame(on.changes, on.call());
      endedOnce(on.changes.flatMap((change) => change.facts));
    }),
    { numRuns: 400 },
  );
});

function answeredOnce(facts: readonly Told[], requestId: string): void {
  const answers = facts.filter((fact) => "requestId" in fact && fact.requestId === requestId);
  if (answers.length !== 1) throw new Error(`${answers.length} facts answer one request`);
}

function whole(call: Call): void {
  const open = call.legs.filter((leg) => leg.state !== "ended");
  if ((call.endedAt !== null) !== (open.length === 0)) throw new Error("ended and open legs disagree");
  const talkers = openTalkers(call);
  if (open.length > 0 && talkers.length === 0) throw new Error("supervisors alone");
  if (talkers.length === 1 && talkers[0]!.kind === "agent") throw new Error("an agent alone on the line");
  if (call.merged && open.some((leg) => leg.held)) throw new Error("held in a merged call");
  if (call.legs.some((leg) => leg.state !== "connected" && leg.held)) throw new Error("held without talking");
  if (new Set(call.legs.map((leg) => leg.legId)).size !== call.legs.length) throw new Error("a leg id twice");
}

function foldsToTheSame(changes: Parameters<typeof applyChange>[1][], live: Call | undefined): void {
  let call: Call | undefined;
  for (const change of changes) {
    call = applyChange(call, change);
    if (call?.legs.length === 0) call = undefined;
  }
  if (JSON.stringify(call) !== JSON.stringify(live)) throw new Error("the journal tells another story");
}

function endedOnce(facts: readonly Told[]): void {
  const ended = facts.flatMap((fact) => (fact.type === "legEnded" ? [fact.legId] : []));
  if (new Set(ended).size !== ended.length) throw new Error("a leg has ended twice");
}
