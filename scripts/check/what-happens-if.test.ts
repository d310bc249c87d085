import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inRepository } from "../repository.ts";

const PAGE = inRepository("docs/what-happens-if.md");
const rows = readFileSync(PAGE, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (When|---|-)/.test(line))
  .map((line) =>
    line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim()),
  );

interface Holder {
  readonly path: string;
  readonly name: string;
}
const holdersOf = (cell: string): Holder[] =>
  [...cell.matchAll(/\[[^\]]+\]\(\.\.\/([^)]+)\) “([^”]+)”/g)].map(([, path, name]) => ({ path: path!, name: name! }));

/** A test of this name that runs: neither skipped nor waiting to be written. */
function isHeld({ path, name }: Holder): boolean {
  const file = join(inRepository("."), path);
  return existsSync(file) && runs(readFileSync(file, "utf8"), name);
}

function runs(source: string, name: string): boolean {
  const literal = `["'\`]${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}["'\`]`;
  return new RegExp(`\\b(it|test)(\\.each\\([^]{0,80}?\\))?\\(\\s*${literal}`).test(source);
}

describe("docs/what-happens-if.md", () => {
  it("has four cells in every row: when, then, bound, held by", () => {
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter((cells) => cells.length !== 4 || cells.some((cell) => cell === ""))).toEqual([]);
  });

  it("has a test for every bound, by the name that the test has", () => {
    const unheld = rows.flatMap(([when, , , cell]) => {
      const holders = holdersOf(cell ?? "");
      if (holders.length === 0) return [`${when}: no test`];
      return holders.filter((one) => !isHeld(one)).map(({ path, name }) => `${when}: ${path} has no test “${name}”`);
    });
    expect(unheld).toEqual([]);
  });

  it("notices a name that no test has, and a test that is skipped", () => {
    const path = "scripts/check/what-happens-if.test.ts";
    expect(isHeld({ path, name: "has four cells in every row: when, then, bound, held by" })).toBe(true);
    expect(isHeld({ path, name: "has a name that nobody " + "has written" })).toBe(false);
    expect(isHeld({ path: "scripts/no-such-file.test.ts", name: "anything" })).toBe(false);
    expect(
      ["it", "test", "it.each([1, 2])", "it.skip", "test.todo"].map((word) => runs(`${word}("a, b")`, "a, b")),
    ).toEqual([true, true, true, false, false]);
  });
});
