import type { VoiceEndpoint } from "./faults.ts";

/** One request that reached the voice API, for tests. The token itself is never kept, only its claims. */
export interface ArrivedRequest {
  number: number;
  at: number;
  endpoint: VoiceEndpoint;
  method: string;
  path: string;
  telephonyProviderName: string | null;
  claims: Record<string, unknown> | null;
  body: unknown;
  /** Null until answered; and for good when the socket closed without an answer. */
  status: number | null;
  code: string | null;
  fault: string | null;
}

export interface RequestLog {
  add(request: Omit<ArrivedRequest, "number">): ArrivedRequest;
  list(filter: { after: number; endpoint: string | undefined; limit: number }): ArrivedRequest[];
  clear(): void;
}

const KEPT = 20_000;

export function createRequestLog(): RequestLog {
  let requests: ArrivedRequest[] = [];
  let last = 0;
  return {
    add: (request) => {
      last += 1;
      const entry = { number: last, ...request };
      requests.push(entry);
      if (requests.length > KEPT * 1.5) requests = requests.slice(-KEPT);
      return entry;
    },
    list: ({ after, endpoint, limit }) =>
      requests
        .filter((request) => request.number > after && (endpoint === undefined || request.endpoint === endpoint))
        .slice(0, limit),
    clear: () => {
      requests = [];
    },
  };
}
