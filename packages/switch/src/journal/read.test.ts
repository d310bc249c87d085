import { describe, expect, it } from "vitest";
import { lab } from "../testing/lab.ts";
import type { Entry } from "./entries.ts";
import { withoutFinished } from "./read.ts";

const DAY = 86_400_000;
const changed = (on: ReturnType<typeof lab>): Entry[] =>
  on.changes.map((change) => ({ v: 1, type: "changed", change, answered: null }));
const delivered = (on: ReturnType<typeof lab>): Entry[] =>
  on.changes.flatMap((change) => change.facts.map(({ factId }): Entry => ({ v: 1, type: "delivered", factId })));

describe("what a start keeps", () => {
  it("forgets a call that ended a day ago and owes nothing, numbers included", () => {
    const over = lab();
    const caller = over.arrive();
    over.act(caller, { type: "hangUp" });
    const entries = [...changed(over), ...delivered(over)];
    expect(withoutFinished(entries, 1_000 + DAY + 1, DAY)).toEqual([]);
    expect(withoutFinished(entries, 1_000 + DAY, DAY)).toEqual(entries);
  });
  it("keeps an old call that still owes a fact", () => {
    const over = lab();
    over.act(over.arrive(), { type: "hangUp" });
    const entries = [...changed(over), ...delivered(over).slice(1)];
    expect(withoutFinished(entries, 10 * DAY, DAY)).toEqual(entries);
  });
  it("keeps an old call that is still open", () => {
    const open = lab();
    open.arrive();
    const entries = [...changed(open), ...delivered(open)];
    expect(withoutFinished(entries, 10 * DAY, DAY)).toEqual(entries);
  });
});
