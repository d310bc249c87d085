import { TRACEPARENT } from "@partner-telephony/api";
import type { Pool } from "undici";
import { TelephonyUnavailable } from "./telephony-system.ts";

export interface Download {
  readonly path: string;
  /** Bearer credential of the telephony system. */
  readonly credential: string;
  readonly traceparent: string | null;
  readonly signal: AbortSignal;
}

/** `GET /v1/recordings/{recordingId}` on the telephony system (packages/api, routes.ts). @throws {TelephonyUnavailable} */
export async function downloadRecording(
  pool: Pool,
  { path, credential, traceparent, signal }: Download,
): Promise<AsyncIterable<Uint8Array>> {
  const headers = {
    authorization: `Bearer ${credential}`,
    ...(traceparent === null ? {} : { [TRACEPARENT]: traceparent }),
  };
  const response = await pool.request({ method: "GET", path, headers, signal }).catch(unreachable);
  const { statusCode, body } = response;
  if (statusCode === 200) return told(body);
  await body.dump();
  const code = codes[statusCode] ?? "telephony.failed";
  throw new TelephonyUnavailable(code, `The telephony system answered ${statusCode}.`, statusCode);
}

const codes: Readonly<Record<number, string>> = {
  401: "telephony.unauthorized",
  403: "telephony.unauthorized",
  404: "telephony.recording-unknown",
  429: "telephony.busy",
};

/** A connection that breaks off in the middle is as bad as one that never came about. */
async function* told(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    unreachable(error);
  }
}

function unreachable(error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
  throw new TelephonyUnavailable("telephony.unreachable", `The telephony system could not be reached (${code}).`);
}
