import { expect, test } from "vitest";
import { tryRandomRuns } from "./random/messages.ts";

test("whatever is asked and told, in whatever order and however often, every rule holds", () => {
  expect(() => tryRandomRuns({}, 1_500)).not.toThrow();
}, 60_000);

test("with bounded after conversation work too", () => {
  expect(() => tryRandomRuns({ policy: { afterConversationWorkMs: 5_000 } }, 300)).not.toThrow();
}, 60_000);
