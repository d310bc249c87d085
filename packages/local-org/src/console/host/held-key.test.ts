import { expect, it } from "vitest";
import { isHeldEnter } from "./held-key.ts";

it.each([
  ["a new Enter answers or ends", "Enter", false, false],
  ["an Enter still held from the press before does nothing", "Enter", true, true],
  ["Space presses once, when it is let go", " ", true, false],
  ["Tab may be held to move on", "Tab", true, false],
])("%s", (_promise, key, repeat, held) => {
  expect(isHeldEnter({ key, repeat })).toBe(held);
});
