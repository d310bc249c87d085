import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { guards } from "../../src/call/guards.ts";
import { commandMoves, factMoves } from "../../src/call/moves.ts";
import { renew, stateDiagram } from "./diagrams.ts";
import { docs, page } from "./page.ts";

describe("docs/call-life.md", () => {
  test("shows the tables as they are (npx tsx packages/calls/tests/call-life/write.ts)", () => {
    const text = readFileSync(page, "utf8");
    expect(text).toBe(renew(text));
  });

  test("has one arrow between two states, with every reason on it", () => {
    const edges = [
      { from: "none", to: "on", because: "start" },
      { from: "on", to: "off", because: "one" },
      { from: "on", to: "off", because: "two" },
    ];
    expect(stateDiagram(edges)).toBe(
      ["```mermaid", "stateDiagram-v2", "  [*] --> on: start", "  on --> off: one / two", "```"].join("\n"),
    );
  });
});

describe("the tables", () => {
  test("use every guard there is", () => {
    const used = new Set(commandMoves.flatMap((move): readonly string[] => move.guards));
    expect(Object.keys(guards).filter((name) => !used.has(name))).toEqual([]);
  });

  test("have one row for each fact", () => {
    const named = factMoves.map(({ fact }) => fact);
    expect(new Set(named).size).toBe(named.length);
  });
});

describe("docs/glossary.md", () => {
  const rows = readFileSync(join(docs, "glossary.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| **"));
  const words = rows.map((line) => line.split("|")[1]?.trim().replaceAll("*", "") ?? "");

  test("has one row for each word, in order", () => {
    expect(words.length).toBeGreaterThan(20);
    expect(new Set(words).size).toBe(words.length);
    expect(words).toEqual([...words].sort((one, other) => one.localeCompare(other, "en", { sensitivity: "base" })));
  });
});
