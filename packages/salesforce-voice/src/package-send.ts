import { blankPersonalData } from "./blank-personal-data.ts";
import { error } from "./classify.ts";
import type { VoiceApiError, VoiceApiErrorCode } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import { isObject } from "./fields.ts";
import type { Endpoint } from "./retry-rules.ts";
import type { Outgoing, Send } from "./send.ts";

/** One request to the package's Apex (docs/package.md); `path` stands below its `/v1/voice-calls`. */
export interface PackageRequest {
  readonly method: "POST" | "PATCH";
  readonly path: string;
  /** JSON; null: no body. */
  readonly body: string | null;
  readonly traceparent: string | null;
}

export interface PackageAnswer {
  readonly status: number;
  /** JSON as Apex wrote it; null: none. */
  readonly body: string | null;
}

/** Brings one request to the package in the org. Rejects with `NotCarried` when there is no answer. */
export type Carry = (request: PackageRequest, signal: AbortSignal, handedOver: () => void) => Promise<PackageAnswer>;

/** The request did not come back with an answer of the package. */
export class NotCarried extends Error {
  override readonly name = "NotCarried";
  /** Stable, such as `courier.none`. */
  readonly causeCode: string;
  readonly mayHaveHappened: boolean;

  constructor(causeCode: string, mayHaveHappened: boolean) {
    super(causeCode);
    this.causeCode = causeCode;
    this.mayHaveHappened = mayHaveHappened;
  }
}

/** Through the package's Apex, which signs with the org's certificate, in Salesforce's words on both sides. */
export function packageSend(carry: Carry): Send {
  return async ({ endpoint, method, path, body, traceparent }, signal, handedOver) => {
    const request = { method, path: packagePath(path), body: packageBody(body), traceparent };
    const { status, body: text } = await carry(request, signal, handedOver).catch((failure: unknown) => {
      if (!(failure instanceof NotCarried)) throw failure;
      const { causeCode, mayHaveHappened } = failure;
      throw error("salesforce.unreachable", { endpoint, causeCode, mayHaveHappened });
    });
    const told = parsed(endpoint, status, text);
    if (status < 200 || status >= 300) throw refusalOf(endpoint, status, told);
    return { status, body: salesforcesBody(status, told), retryAfter: undefined };
  };
}

const ACTIONS: readonly (readonly [string, string])[] = [
  ["/omniFlow", "/omni-flow"],
  ["/clearRouting", "/clear-routing"],
];

function packagePath(path: Outgoing["path"]): string {
  const below = path.slice("/voiceCalls".length);
  const [action, ours] = ACTIONS.find(([name]) => below.endsWith(name)) ?? ["", ""];
  return below === "" ? "/" : below.slice(0, below.length - action.length) + ours;
}

/** Apex takes the contact center from its caller's user record, and writes the attributes into a string by itself. */
function packageBody(body: string): string | null {
  if (body === "") return null;
  const { callCenterApiName: _, callAttributes, ...rest } = JSON.parse(body) as Record<string, unknown>;
  if (typeof callAttributes !== "string") return JSON.stringify(rest);
  return JSON.stringify({ ...rest, callAttributes: JSON.parse(callAttributes) as unknown });
}

/** Only a part of the transcripts was taken: Apex lists the calls without Salesforce's two wrappers. */
function salesforcesBody(status: number, told: unknown): Answer["body"] {
  if (status !== 207 || !isObject(told)) return told;
  return { errorResponse: { errorResponseEntries: told.entries } };
}

function parsed(endpoint: Endpoint, status: number, text: string | null): unknown {
  if (text === null || text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw error("salesforce.malformed-answer", { endpoint, status, mayHaveHappened: true });
  }
}

interface Meaning {
  readonly code: VoiceApiErrorCode;
  readonly mayHaveHappened?: true;
}

/** Codes of the package's problems (docs/package.md). What is not listed keeps the package from reporting at all. */
const meanings: Readonly<Record<string, Meaning>> = {
  "body.malformed": { code: "salesforce.invalid-body" },
  "body.invalid": { code: "salesforce.invalid-body" },
  "body.too-large": { code: "salesforce.invalid-body" },
  "salesforce.signing-failed": { code: "salesforce.signing-failed" },
  "salesforce.rate-limited": { code: "salesforce.rate-limited" },
  "salesforce.unauthorized": { code: "salesforce.unauthorized" },
  "salesforce.forbidden": { code: "salesforce.forbidden" },
  "salesforce.not-found": { code: "salesforce.not-found" },
  "salesforce.refused": { code: "salesforce.refused" },
  // As when Salesforce says so itself: a refusal with status 409.
  "salesforce.paused": { code: "salesforce.refused" },
  "salesforce.routing-failed": { code: "salesforce.routing-failed", mayHaveHappened: true },
  "salesforce.failed": { code: "salesforce.failed", mayHaveHappened: true },
  "salesforce.unreachable": { code: "salesforce.unreachable", mayHaveHappened: true },
  "salesforce.timeout": { code: "salesforce.timeout", mayHaveHappened: true },
  "salesforce.malformed-answer": { code: "salesforce.malformed-answer", mayHaveHappened: true },
  "package.unexpected": { code: "salesforce.failed", mayHaveHappened: true },
};

function refusalOf(endpoint: Endpoint, status: number, told: unknown): VoiceApiError {
  const { code, detail, fields, retryAfter } = isObject(told) ? told : {};
  if (typeof code !== "string" || !/^[a-z-]+\.[a-z-]+$/.test(code)) {
    return error("salesforce.malformed-answer", { endpoint, status, mayHaveHappened: true });
  }
  const known = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  return error(known?.code ?? "salesforce.package-refused", {
    endpoint,
    status,
    mayHaveHappened: known?.mayHaveHappened ?? false,
    causeCode: code,
    retryAfterMs: typeof retryAfter === "number" && retryAfter >= 0 ? retryAfter * 1_000 : null,
    detail: typeof detail === "string" ? blankPersonalData(detail) : null,
    fields: Array.isArray(fields) ? fields.filter(isObject).map(fault) : [],
  });
}

const fault = ({ path, message }: Record<string, unknown>) => ({ field: String(path), reason: String(message) });
