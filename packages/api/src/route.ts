import type { z } from "zod";

/**
 * Who may ask. `agent`: bearer of a session; `management`, `operator`: bearer credentials; `webhook`: HMAC signature;
 * `signedUrl`: whoever holds an address that the server has signed, until it expires.
 */
export type Principal = "none" | "agent" | "refreshCookie" | "management" | "operator" | "webhook" | "signedUrl";

export interface Route {
  readonly operationId: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** Any of these may ask. */
  readonly principals: readonly Principal[];
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Absent: the server's own, 256 KB. */
  readonly bodyLimitBytes?: number;
  readonly status: number;
  readonly answer?: z.ZodType;
  /** The answer is a file of one of these types, whole or the range that was asked for (206). */
  readonly file?: readonly string[];
  readonly summary: string;
}
