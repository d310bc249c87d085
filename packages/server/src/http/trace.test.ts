import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { continueTrace } from "./trace.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";

describe("traceparent", () => {
  it.each([
    ["of version 00", `00-${TRACE}-${SPAN}-01`, true],
    ["of a later version, with more at its end", `01-${TRACE}-${SPAN}-00-more`, true],
    ["of version 00 with more at its end", `00-${TRACE}-${SPAN}-01-more`, false],
    ["of the forbidden version", `ff-${TRACE}-${SPAN}-01`, false],
    ["without trace id", `00-${"0".repeat(32)}-${SPAN}-01`, false],
    ["without parent", `00-${TRACE}-${"0".repeat(16)}-01`, false],
    ["in capitals", `00-${TRACE.toUpperCase()}-${SPAN}-01`, false],
  ])("%s is taken: %s %s", (_what, header, taken) => expect(continueTrace(header).traceId === TRACE).toBe(taken));

  it("always comes out whole, and our step is not the caller's", () => {
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), (header) => {
        const { traceId, traceparent } = continueTrace(header);
        expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
        expect(traceparent).toContain(traceId);
      }),
    );
    expect(continueTrace(`00-${TRACE}-${SPAN}-01`).traceparent).not.toContain(SPAN);
  });
});
