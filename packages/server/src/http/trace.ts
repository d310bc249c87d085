import { randomBytes } from "node:crypto";

/** W3C Trace Context, level 1: one trace per call from switch to record. */
export interface Trace {
  readonly traceId: string;
  /** Our own step in the trace: goes to the engine and into the answer. */
  readonly traceparent: string;
}

const SHAPE = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZERO_TRACE = "0".repeat(32);
const ZERO_SPAN = "0".repeat(16);

/** Goes on with the caller's trace, or starts one when the header is absent or not as the recommendation says. */
export function continueTrace(header: string | undefined): Trace {
  const [, version, traceId, parentId, flags, rest] = SHAPE.exec(header ?? "") ?? [];
  const usable =
    version !== "ff" && traceId !== ZERO_TRACE && parentId !== ZERO_SPAN && !(version === "00" && rest !== undefined);
  const id = traceId !== undefined && usable ? traceId : randomBytes(16).toString("hex");
  return { traceId: id, traceparent: `00-${id}-${randomBytes(8).toString("hex")}-${usable ? (flags ?? "01") : "01"}` };
}
