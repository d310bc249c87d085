import { expect, test } from "vitest";
import { phaseMoves } from "../src/call/phase-moves.ts";
import { tryRandomRuns } from "./random/messages.ts";
import type { Step } from "./support/story.ts";

test("whatever is asked and told, in whatever order and however often, every rule holds", () => {
  tryRandomRuns({}, 1_000);
}, 60_000);

test("with bounded after conversation work too", () => {
  tryRandomRuns({ policy: { afterConversationWorkMs: 5_000 } }, 300);
}, 60_000);

test("every change of phase that is drawn does happen", () => {
  const seen = new Set<string>();
  const note = ({ before, after }: Step): void => {
    seen.add(`${before.call?.phase ?? "none"} to ${after.call?.phase ?? "none"}`);
  };
  tryRandomRuns({}, 600, 3, note);
  const drawn = phaseMoves.map(({ from, to }) => `${from} to ${to}`);
  expect(drawn.filter((move) => !seen.has(move))).toEqual([]);
}, 60_000);
