import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOffMs, retryAfterMs } from "./back-off.ts";

describe("back-off", () => {
  it("lies in the upper half of 100 ms doubled per retry, never above 5 s, whatever chance says", () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), chance, (retry, random) => {
        const full = Math.min(100 * 2 ** (retry - 1), 5_000);
        const wait = backOffMs(retry, () => random);
        expect(wait).toBeGreaterThanOrEqual(full / 2);
        expect(wait).toBeLessThanOrEqual(full);
      }),
    );
  });

  it("spreads callers who failed together", () => {
    expect(backOffMs(3, () => 0)).not.toBe(backOffMs(3, () => 0.9));
  });
});

describe("Retry-After", () => {
  const now = Date.UTC(2026, 10, 22, 9, 0, 0);
  it.each([
    [undefined, null],
    ["3", 3_000],
    ["0", 0],
    ["Sun, 22 Nov 2026 09:00:07 GMT", 7_000],
    ["Sun, 22 Nov 2026 08:00:00 GMT", 0],
    ["soon", null],
    ["-4", null],
    ["1e9", null],
  ])("%j means %j ms", (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
