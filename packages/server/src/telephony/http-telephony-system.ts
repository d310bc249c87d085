import { IDEMPOTENCY_KEY, Problem, TRACEPARENT } from "@partner-telephony/api";
import type { MessageBody, TelephonyRequestBody } from "@partner-telephony/api";
import { Pool } from "undici";
import { downloadRecording } from "./download-recording.ts";
import { TelephonyUnavailable } from "./telephony-system.ts";
import type { TelephonyAnswer, TelephonySystem } from "./telephony-system.ts";

export interface HttpTelephonyOptions {
  /** Origin and, if there is one, path below which `/v1/requests` lies (PT_TELEPHONY_URL). */
  readonly url: string;
  /** Bearer credential of the telephony system. */
  readonly credential: string;
}

/** Answers after which the same request may still be taken: our credential, its load, its time. */
const TRY_AGAIN: Readonly<Record<number, string>> = {
  401: "telephony.unauthorized",
  403: "telephony.unauthorized",
  408: "telephony.failed",
  425: "telephony.failed",
  429: "telephony.busy",
};

/** `POST /v1/requests` (packages/api, telephony.ts). The request's id is its Idempotency-Key. */
export function createHttpTelephonySystem({ url, credential }: HttpTelephonyOptions): TelephonySystem {
  const base = new URL(url);
  const pool = new Pool(base.origin, { connections: 16 });
  const below = base.pathname.replace(/\/$/, "");
  const path = `${below}/v1/requests`;
  const headersOf = (key: string, traceparent: string | null): Record<string, string> => ({
    authorization: `Bearer ${credential}`,
    "content-type": "application/json",
    [IDEMPOTENCY_KEY]: key,
    ...(traceparent === null ? {} : { [TRACEPARENT]: traceparent }),
  });
  return {
    async request(body, { traceparent, signal }) {
      return answerOf(await post(pool, path, headersOf(body.requestId, traceparent), body, signal));
    },
    async message(callId, message, { traceparent, signal }) {
      const to = `${below}/v1/calls/${callId}/messages`;
      return answerOf(await post(pool, to, headersOf(message.messageId, traceparent), message, signal));
    },
    recording: (recordingId, options) =>
      downloadRecording(pool, { path: `${below}/v1/recordings/${recordingId}`, credential, ...options }),
    close: () => pool.close(),
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | null;
}

async function post(
  pool: Pool,
  path: string,
  headers: Record<string, string>,
  body: TelephonyRequestBody | MessageBody,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await pool.request({ method: "POST", path, headers, body: JSON.stringify(body), signal });
    const text = await response.body.text();
    const seconds = Number(response.headers["retry-after"]);
    return { status: response.statusCode, text, retryAfterMs: seconds > 0 ? seconds * 1000 : null };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
    throw new TelephonyUnavailable("telephony.unreachable", `The telephony system could not be reached (${code}).`);
  }
}

function answerOf({ status, text, retryAfterMs }: Answer): TelephonyAnswer {
  if (status >= 200 && status < 300) return { accepted: true };
  const code = TRY_AGAIN[status] ?? (status >= 500 ? "telephony.failed" : null);
  if (code !== null)
    throw new TelephonyUnavailable(code, `The telephony system answered ${status}.`, status, retryAfterMs);
  const refusal = problemCode(text);
  if (refusal !== null) return { accepted: false, code: refusal };
  // Not a word in our format: a wrong address or a proxy, nothing that the telephony system has decided.
  throw new TelephonyUnavailable(
    "telephony.malformed-answer",
    `The telephony system answered ${status} without a problem.`,
    status,
  );
}

function problemCode(text: string): string | null {
  try {
    return Problem.pick({ code: true }).parse(JSON.parse(text)).code;
  } catch {
    return null;
  }
}
