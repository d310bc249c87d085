import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deferred } from "../../tests/support/deferred.ts";
import type { Deferred } from "../../tests/support/deferred.ts";
import { createGroups } from "./groups.ts";
import type { GroupOptions } from "./groups.ts";

interface Item {
  readonly kind?: string;
  readonly lane: string;
  readonly name: string;
}

/** Groups whose end the test decides. */
function desk(options: Partial<GroupOptions<Item, string>> = {}) {
  const groups: { readonly names: string[]; readonly end: Deferred }[] = [];
  const alone: string[] = [];
  const add = createGroups<Item, string>({
    kindOf: ({ kind }) => kind ?? "one",
    laneOf: ({ lane }) => lane,
    size: 64,
    atOnce: 1,
    together: async (items) => {
      const group = { names: items.map(({ name }) => name), end: deferred() };
      groups.push(group);
      await group.end.promise;
      if (group.names.some((name) => name.startsWith("bad"))) throw new Error("bad");
      return items.map(({ name }) => `${name} together`);
    },
    alone: async ({ name }) => {
      alone.push(name);
      if (name.startsWith("bad")) throw new Error(`${name} alone`);
      return `${name} alone`;
    },
    worthAlone: () => false,
    ...options,
  });
  return { groups, alone, add, named: () => groups.map(({ names }) => names) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("work in groups", () => {
  it("takes what has come by now, and all that comes meanwhile as the next group, in the order in which it came", async () => {
    const { groups, add, named } = desk();
    const answers = [add({ lane: "x", name: "1" })];
    await turn();
    answers.push(...[..."yxy"].map((lane, index) => add({ lane, name: String(index + 2) })));
    await turn();
    expect(named(), "the first is still under way").toEqual([["1"]]);
    groups[0]!.end.resolve();
    await answers[0];
    await turn();
    expect(named()).toEqual([["1"], ["2", "3", "4"]]);
    groups[1]!.end.resolve();
    expect(await Promise.all(answers)).toEqual(["1 together", "2 together", "3 together", "4 together"]);
  });

  it("never has one lane in two groups at once, though another group may begin", async () => {
    const { groups, add, named } = desk({ atOnce: 2 });
    void add({ lane: "x", name: "x1" });
    await turn();
    void add({ lane: "x", name: "x2" });
    void add({ lane: "y", name: "y1" });
    await turn();
    expect(named()).toEqual([["x1"], ["y1"]]);
    groups[0]!.end.resolve();
    await turn();
    await turn();
    expect(named()).toEqual([["x1"], ["y1"], ["x2"]]);
  });

  it("never mixes two kinds, and takes no more than fit", async () => {
    const { groups, add, named } = desk({ size: 2 });
    for (const name of ["a1", "b1", "a2", "a3"]) void add({ kind: name[0]!, lane: name, name });
    for (let index = 0; index < 3; index += 1) {
      await turn();
      groups[index]!.end.resolve();
      await turn();
    }
    expect(named()).toEqual([["a1", "a2"], ["b1"], ["a3"]]);
  });

  it("takes a group that failed apart: the bad one fails, the others are answered", async () => {
    const { groups, add } = desk();
    const answers = [add({ lane: "x", name: "1" }), add({ lane: "x", name: "bad" }), add({ lane: "y", name: "2" })];
    await turn();
    groups[0]!.end.resolve();
    expect(await Promise.allSettled(answers)).toMatchObject([
      { value: "1 alone" },
      { reason: new Error("bad alone") },
      { value: "2 alone" },
    ]);
  });

  it("holds up no other lane while one item of a failed group waits", async () => {
    const stuck = deferred();
    const { groups, add, named } = desk({ alone: () => stuck.promise.then(() => "at last") });
    const answers = [add({ lane: "x", name: "bad" }), add({ lane: "y", name: "y1" })];
    await turn();
    groups[0]!.end.resolve();
    await turn();
    void add({ lane: "x", name: "x2" });
    const other = add({ lane: "z", name: "z1" });
    await turn();
    expect(named().at(-1), "x waits for its own").toEqual(["z1"]);
    groups[1]!.end.resolve();
    expect(await other).toBe("z1 together");
    stuck.resolve();
    expect(await Promise.all(answers)).toEqual(["at last", "at last"]);
    await turn();
    expect(named().at(-1)).toEqual(["x2"]);
  });

  it("tries a lone item again only where its failure says nothing about it", async () => {
    for (const worth of [true, false]) {
      const { groups, add, alone } = desk({ worthAlone: () => worth });
      const failing = add({ lane: "x", name: "bad" });
      await turn();
      groups[0]!.end.resolve();
      await expect(failing).rejects.toThrow(worth ? "bad alone" : "bad");
      expect(alone).toEqual(worth ? ["bad"] : []);
    }
  });

  it("answers every item once and keeps the order of each lane, however they come and whichever fail", async () => {
    const items = fc.array(fc.record({ lane: fc.constantFrom("x", "y", "z"), bad: fc.boolean(), pause: fc.boolean() }));
    await fc.assert(
      fc.asyncProperty(
        items,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        async (all, size, atOnce) => {
          const done: string[] = [];
          const add = createGroups<Item, string>({
            kindOf: () => "",
            laneOf: ({ lane }) => lane,
            size,
            atOnce,
            together: async (group) => {
              await turn();
              if (group.some(({ name }) => name.includes("bad"))) throw new Error("bad");
              done.push(...group.map(({ name }) => name));
              return group.map(({ name }) => name);
            },
            alone: async ({ name }) => {
              await turn();
              done.push(name);
              if (name.includes("bad")) throw new Error(name);
              return name;
            },
            worthAlone: () => true,
          });
          const names = all.map(({ bad }, index) => `${index}${bad ? " bad" : ""}`);
          const answers: Promise<string>[] = [];
          for (const [index, { lane, pause }] of all.entries()) {
            answers.push(
              add({ lane, name: names[index]! }).catch((error: unknown) => `failed: ${(error as Error).message}`),
            );
            if (pause) await turn();
          }
          const expected = names.map((name) => (name.includes("bad") ? `failed: ${name}` : name));
          expect(await Promise.all(answers)).toEqual(expected);
          for (const lane of ["x", "y", "z"]) {
            const own = names.filter((_, index) => all[index]!.lane === lane);
            expect(done.filter((name) => own.includes(name))).toEqual(own);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
