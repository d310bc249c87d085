import type { Answer } from "./exchange.ts";
import type { Endpoint, RetryRule } from "./retry-rules.ts";

/** One attempt, before anybody has signed it. */
export interface Outgoing {
  readonly endpoint: Endpoint;
  readonly method: RetryRule["method"];
  /** Below /telephony/v1, ids already encoded. */
  readonly path: string;
  readonly body: string;
  readonly traceparent: string | null;
}

/**
 * Brings one attempt to Salesforce and gives its answer: signed here (direct-send.ts), or in the org (package-send.ts).
 * Calls `handedOver` right before the attempt leaves: from then on it may have its effect.
 */
export type Send = (outgoing: Outgoing, signal: AbortSignal, handedOver: () => void) => Promise<Answer>;
