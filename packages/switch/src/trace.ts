import { randomBytes } from "node:crypto";

const TRACEPARENT_FORM = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** A fresh W3C traceparent, sampled. */
export const newTraceparent = (): string =>
  `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`;

/** The trace id of a traceparent, or null if it is none. */
export const traceIdOf = (traceparent: unknown): string | null =>
  typeof traceparent === "string" ? (TRACEPARENT_FORM.exec(traceparent)?.[1] ?? null) : null;
