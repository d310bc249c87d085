import { Pool } from "undici";
import type { TelephonyFact } from "@partner-telephony/api";
import { TRACEPARENT, WEBHOOK_SIGNATURE } from "@partner-telephony/api";
import { signature } from "./sign.ts";

/** How one attempt ended. `status` null: no answer at all. */
export interface Attempt {
  readonly status: number | null;
  readonly code: string | null;
}

export interface PostFact {
  (fact: TelephonyFact, traceparent: string, signal: AbortSignal): Promise<Attempt>;
}

const TIMEOUT_MS = 5_000;

export interface FactPoster {
  readonly post: PostFact;
  readonly close: () => Promise<void>;
}

/** Posts facts to `{serverUrl}/v1/telephony-facts`. `now` in epoch milliseconds. */
export function factPoster(serverUrl: string, secret: string, now: () => number): FactPoster {
  const url = new URL("v1/telephony-facts", serverUrl.endsWith("/") ? serverUrl : `${serverUrl}/`);
  const pool = new Pool(url.origin, { connections: 8, connect: { timeout: TIMEOUT_MS } });
  return {
    close: () => pool.destroy(),
    async post(fact, traceparent, signal) {
      const body = JSON.stringify(fact);
      const response = await pool.request({
        method: "POST",
        path: url.pathname,
        headers: {
          "content-type": "application/json",
          [TRACEPARENT]: traceparent,
          [WEBHOOK_SIGNATURE]: signature(secret, body, Math.floor(now() / 1000)),
        },
        body,
        signal,
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      });
      return { status: response.statusCode, code: codeOf(await response.body.text()) };
    },
  };
}

/** The problem's code, if the answer is a problem. */
function codeOf(text: string): string | null {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === "string" ? code.slice(0, 80) : null;
  } catch {
    return null;
  }
}
