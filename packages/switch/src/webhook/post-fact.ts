import { Pool } from "undici";
import type { Told } from "../calls/told.ts";
import { TRACEPARENT, WEBHOOK_SIGNATURE } from "@partner-telephony/api";
import { signature } from "./sign.ts";

/** How one attempt ended. `status` null: no answer at all. */
export interface Attempt {
  readonly status: number | null;
  readonly code: string | null;
}

export interface PostFact {
  (told: Told, traceparent: string, signal: AbortSignal): Promise<Attempt>;
}

const TIMEOUT_MS = 5_000;

export interface FactPoster {
  readonly post: PostFact;
  readonly close: () => Promise<void>;
}

interface Message {
  readonly path: string;
  readonly body: string;
}

function messageOf(told: Told): Message {
  if (told.type === "recordingOffered") {
    const body = { ...told.offer, recordingId: told.factId };
    return { path: `v1/calls/${told.callId}/recordings`, body: JSON.stringify(body) };
  }
  if (told.type === "message") {
    const { callId, factId: messageId, body } = told;
    return { path: `v1/calls/${callId}/telephony-messages`, body: JSON.stringify({ messageId, body }) };
  }
  if (told.type !== "utterance") return { path: "v1/telephony-facts", body: JSON.stringify(told) };
  const { callId, factId: utteranceId, legId, text, startedAt, endedAt } = told;
  return {
    path: `v1/calls/${callId}/utterances`,
    body: JSON.stringify({ utteranceId, legId, text, startedAt, endedAt }),
  };
}

/** Posts facts, utterances and recordings to the server, each to its route. `now` in epoch milliseconds. */
export function factPoster(serverUrl: string, secret: string, now: () => number): FactPoster {
  const url = new URL(serverUrl.endsWith("/") ? serverUrl : `${serverUrl}/`);
  const pool = new Pool(url.origin, { connections: 8, connect: { timeout: TIMEOUT_MS } });
  return {
    close: () => pool.destroy(),
    async post(told, traceparent, signal) {
      const { path, body } = messageOf(told);
      const response = await pool.request({
        method: "POST",
        path: url.pathname + path,
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
