import type { Dispatcher } from "undici";

/** One request as it goes on the wire. */
export interface OutgoingRequest {
  readonly method: "POST" | "PATCH";
  /** Below /telephony/v1, ids already encoded. */
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  /** Parsed JSON, the text itself when it is not JSON, null when there is none. */
  readonly body: unknown;
  readonly retryAfter: string | undefined;
}

/** No documented answer comes near it; what does is a proxy's page or worse. */
const longestAnswerBytes = 256 * 1024;

export class AnswerTooLong extends Error {}

/** Puts one request on the wire and reads the whole answer. Rejects as undici does, with `AnswerTooLong`, or on the signal. */
export async function exchange(
  dispatcher: Dispatcher,
  origin: string,
  request: OutgoingRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await dispatcher.request({
    origin,
    path: `/telephony/v1${request.path}`,
    method: request.method,
    headers: request.headers,
    body: request.body,
    signal,
    // One limit for the whole attempt is set from outside (time-limit.ts).
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const retryAfter = answer.headers["retry-after"];
  const text = await readText(answer.body);
  return {
    status: answer.statusCode,
    body: parsed(text),
    retryAfter: typeof retryAfter === "string" ? retryAfter : undefined,
  };
}

async function readText(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestAnswerBytes) throw new AnswerTooLong(); // Leaving the loop destroys the stream.
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
