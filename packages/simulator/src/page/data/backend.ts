import type {
  CallbackBody,
  CallLog,
  CallView,
  FarEndAct,
  InboundCallBody,
  Problem,
  Said,
  SayBody,
  SwitchCall,
  SwitchRecording,
} from "@partner-telephony/api";
import type { z } from "zod";

import type { SwitchMessage } from "./messages.ts";

export type SwitchCallData = z.infer<typeof SwitchCall>;
export type CallLogData = z.infer<typeof CallLog>;
export type BackendName = "switch" | "server" | "host";

/** Why the page could not get or do something: which part it was, and a sentence for the person in front of it. */
export interface Fault {
  readonly from: BackendName;
  readonly code: string;
  readonly title: string;
  readonly sentence: string;
}
export type Result<T> = { readonly value: T } | { readonly fault: Fault };

/** Everything that the page asks, always of its own host. */
export interface Backend {
  readonly switchCalls: () => Promise<Result<readonly SwitchCallData[]>>;
  readonly serverCalls: () => Promise<Result<readonly CallView[]>>;
  readonly callLog: (callId: string) => Promise<Result<CallLogData>>;
  readonly inboundCall: (body: InboundCallBody) => Promise<Result<{ readonly callId: string }>>;
  readonly requestCallback: (body: CallbackBody) => Promise<Result<{ readonly callId: string }>>;
  readonly say: (callId: string, body: SayBody) => Promise<Result<z.infer<typeof Said>>>;
  readonly recording: (callId: string) => Promise<Result<SwitchRecording>>;
  readonly messages: (callId: string) => Promise<Result<readonly SwitchMessage[]>>;
  readonly sendMessage: (callId: string, text: string) => Promise<Result<{ readonly messageId: string }>>;
  readonly actAtFarEnd: (legId: string, act: FarEndAct) => Promise<Result<null>>;
}

const TIMEOUT_MS = 8_000;
const hostDown: Fault = {
  from: "host",
  code: "host.unreachable",
  title: "This page has lost its host",
  sentence: "Check that npm start still runs. The page goes on by itself once it is back.",
};

/** The host itself gives switch and server 5 s and says so; this is its own silence. */
const hostSilent: Fault = {
  from: "host",
  code: "host.silent",
  title: "This page's host does not answer",
  sentence: "Nothing came in time. Check that npm start still runs; the page asks again by itself.",
};

export function createBackend(fetchFrom: typeof fetch, newId: () => string, timeoutMs = TIMEOUT_MS): Backend {
  async function ask<T>(from: BackendName, path: string, body?: unknown): Promise<Result<T>> {
    const post = body === undefined ? {} : postOf(body, newId());
    const url = `/simulator/api/${from}${path}`;
    const within = AbortSignal.timeout(timeoutMs);
    const response = await fetchFrom(url, { ...post, signal: within }).catch(() => null);
    const text = await response?.text().catch(() => null);
    if (within.aborted) return { fault: hostSilent };
    if (!response || text == null) return { fault: hostDown };
    if (!response.ok) return { fault: faultOf(from, response.status, text) };
    return { value: (text === "" ? null : JSON.parse(text)) as T };
  }
  return {
    switchCalls: async () => callsIn(await ask("switch", "/v1/practice/calls")),
    serverCalls: async () => callsIn(await ask("server", "/v1/calls")),
    callLog: (callId) => ask("server", `/v1/calls/${encodeURIComponent(callId)}/events`),
    inboundCall: (body) => ask("switch", "/v1/practice/inbound-calls", body),
    requestCallback: (body) => ask("switch", "/v1/practice/callbacks", body),
    say: (callId, body) => ask("switch", `/v1/practice/calls/${encodeURIComponent(callId)}/utterances`, body),
    recording: (callId) => ask("switch", `/v1/practice/calls/${encodeURIComponent(callId)}/recording`),
    messages: async (callId) => messagesIn(await ask("switch", messagesOf(callId))),
    sendMessage: (callId, text) => ask("switch", messagesOf(callId), { body: text }),
    actAtFarEnd: (legId, act) => ask("switch", `/v1/practice/legs/${encodeURIComponent(legId)}/acts`, act),
  };
}

const messagesOf = (callId: string): string => `/v1/practice/calls/${encodeURIComponent(callId)}/messages`;

const messagesIn = (
  result: Result<{ readonly messages: readonly SwitchMessage[] }>,
): Result<readonly SwitchMessage[]> => ("fault" in result ? result : { value: result.value.messages });

const postOf = (body: unknown, key: string): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", "idempotency-key": key },
  body: JSON.stringify(body),
});

const callsIn = <T>(result: Result<{ readonly calls: readonly T[] }>): Result<readonly T[]> =>
  "fault" in result ? result : { value: result.value.calls };

/** Whoever refused says it in a problem; anything else is named by its status. */
function faultOf(from: BackendName, status: number, text: string): Fault {
  const problem = problemIn(text);
  const name = from === "switch" ? "The practice switch" : "The integration server";
  return {
    from,
    code: problem?.code ?? `${from}.status-${status}`,
    title: problem?.title ?? `${name} answered ${status}`,
    sentence: problem ? sentenceOf(problem) : "Try again; if it stays so, read the output of npm start.",
  };
}

function sentenceOf({ detail, fields = [] }: Partial<Problem>): string {
  return [detail, ...fields.map((field) => `${field.path}: ${field.message}.`)].join(" ");
}

function problemIn(text: string): Partial<Problem> | null {
  try {
    const parsed = JSON.parse(text) as Partial<Problem> | null;
    return typeof parsed?.detail === "string" ? parsed : null;
  } catch {
    return null;
  }
}
