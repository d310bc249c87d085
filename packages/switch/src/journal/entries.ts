import type { Change } from "../calls/work.ts";

/** What was answered to a POST that carried an Idempotency-Key, so that a repeat gets the same and does nothing. */
export interface Answered {
  readonly key: string;
  /** SHA-256 of what was asked: the same key with another body is refused. */
  readonly fingerprint: string;
  readonly answer: unknown;
}

/** One line of the journal. Lines are only added; `v` is the version of their shape. */
export type Entry =
  | { readonly v: 1; readonly type: "changed"; readonly change: Change; readonly answered: Answered | null }
  | { readonly v: 1; readonly type: "delivered"; readonly factId: string }
  | {
      readonly v: 1;
      readonly type: "parked";
      readonly factId: string;
      readonly status: number;
      readonly code: string | null;
    };
