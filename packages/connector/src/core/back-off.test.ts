import fc from "fast-check";
import { expect, it } from "vitest";
import { backOffMs } from "./back-off.ts";

it("every wait leaves room for a call to be shown within 3 s of the server's return", () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, random) => {
      const ms = backOffMs(attempt, random);
      expect(ms).toBeGreaterThanOrEqual(100);
      expect(ms).toBeLessThanOrEqual(2000);
    }),
  );
});

it("agents do not all come back in the same moment", () => {
  expect(backOffMs(5, 0)).not.toBe(backOffMs(5, 0.9));
});
