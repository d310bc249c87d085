import type {
  AgentWorkActionAnswer,
  AgentWorkActionRequest,
  ApexRequest,
  Case,
  ConnectorEventAnswer,
  ConnectorEventRequest,
  ConsoleState,
  Contact,
  FramesRequest,
  OrgView,
  PresenceRequest,
  PresenceView,
  Problem,
  RecordList,
  SetupMessageAnswer,
  VoiceCall,
  VoiceCallPage,
} from "../../console-contract.ts";

/** The org said no, or did not answer (`status` 0). `message` is a sentence. */
export class OrgError extends Error {
  readonly status: number;
  readonly code: string;
  /** Of Apex: what the platform tells a component; null for any other error. */
  readonly exception: unknown;

  constructor(status: number, code: string, sentence: string, exception: unknown = null) {
    super(sentence);
    this.name = "OrgError";
    this.status = status;
    this.code = code;
    this.exception = exception;
  }

  /** Asking again may help: no answer, a failure of the org itself, or too many requests. */
  get isTransient(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429;
  }
}

const ANSWER_WITHIN_MS = 10_000;
/** Apex may wait for callouts, and its first call waits until it is compiled. */
const APEX_WITHIN_MS = 120_000;

type Fetch = typeof fetch;

/** The requests of console-contract.ts. Every method rejects with an OrgError. */
export function createOrgClient(fetch: Fetch) {
  async function ask<T>(method: string, path: string, body?: unknown, withinMs = ANSWER_WITHIN_MS): Promise<T> {
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    const init = { method, headers, signal: AbortSignal.timeout(withinMs) };
    const response = await fetch(path, body === undefined ? init : { ...init, body: JSON.stringify(body) }).catch(
      () => {
        throw new OrgError(0, "org.unreachable", "The org does not answer.");
      },
    );
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok && answer !== null) return answer as T;
    const problem = (answer ?? {}) as Partial<Problem>;
    const sentence = problem.detail ?? problem.title ?? `The org answered ${response.status}.`;
    const status = response.ok ? 502 : response.status;
    throw new OrgError(status, problem.code ?? "org.unexpected-answer", sentence, problem.exception ?? null);
  }
  const query = (user: string): string => `user=${encodeURIComponent(user)}`;
  return {
    org: () => ask<OrgView>("GET", "/console/org"),
    state: (user: string) => ask<ConsoleState>("GET", `/console/state?${query(user)}`),
    setupMessage: (user: string) => ask<SetupMessageAnswer>("GET", `/console/setup-message?${query(user)}`),
    setPresence: (body: PresenceRequest) => ask<PresenceView>("PUT", "/console/presence", body),
    report: (body: ConnectorEventRequest) => ask<ConnectorEventAnswer>("POST", "/console/connector-events", body),
    actOnWork: (id: string, body: AgentWorkActionRequest) =>
      ask<AgentWorkActionAnswer>("POST", `/console/agent-work/${encodeURIComponent(id)}/actions`, body),
    keepFrames: (body: FramesRequest) => ask<{ kept: number }>("POST", "/console/frames", body),
    voiceCalls: (limit: number) => ask<RecordList<VoiceCall>>("GET", `/console/records/VoiceCall?limit=${limit}`),
    voiceCall: (id: string) => ask<VoiceCallPage>("GET", `/console/records/VoiceCall/${encodeURIComponent(id)}`),
    cases: () => ask<RecordList<Case>>("GET", "/console/records/Case?limit=2000"),
    /** Runs `Class.method` of the package's Apex. */
    apex: (method: string, body: ApexRequest) =>
      ask<{ result: unknown }>("POST", `/console/apex/${encodeURIComponent(method)}`, body, APEX_WITHIN_MS).then(
        ({ result }) => result,
      ),
    contacts: () => ask<RecordList<Contact>>("GET", "/console/records/Contact?limit=2000"),
  };
}
export type OrgClient = ReturnType<typeof createOrgClient>;
