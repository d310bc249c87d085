import { ConnectorError } from "../core/connector-error.ts";
import type { PackageApex } from "../core/courier.ts";

interface Outcome {
  readonly status: boolean;
  /** `exception` when Apex threw; else of the platform. */
  readonly type?: string;
}

interface Options {
  readonly escape: boolean;
  readonly buffer: boolean;
  readonly timeout: number;
}

/** What Visualforce puts into a page whose controller has a remote action. */
export interface Remoting {
  readonly Manager: {
    invokeAction(action: string, ...rest: [...unknown[], (result: unknown, outcome: Outcome) => void, Options]): void;
  };
}

/** Apex gives Salesforce ten seconds; the server has long stopped waiting then. */
const TIMEOUT_MS = 30_000;
/** As the text is: escaped, its JSON would be broken. One request for each, not held back to be sent with others. */
const OPTIONS: Options = { escape: false, buffer: false, timeout: TIMEOUT_MS };

/** Asked when it is needed: a script in the head runs before the page has its body. */
export interface HostPage {
  readonly remoting: () => Remoting | undefined;
  /** `namespace.class.method` of the page's remote action; null: there is none. */
  readonly action: () => string | null;
}

/** The package's Apex by JavaScript remoting, in the name of the user who has this page open. */
export function apexByRemoting(page: HostPage): PackageApex {
  return {
    carry({ method, path, body, traceparent }) {
      return new Promise((resolve, reject) => {
        const remoting = page.remoting();
        const action = page.action();
        if (remoting === undefined || action === null) return reject(failure("remoting.absent"));
        const heard = (result: unknown, { status, type }: Outcome): void => {
          if (!status) return reject(failure(type === "exception" ? "remoting.exception" : "remoting.failed"));
          const answer = read(result);
          if (answer === null) reject(failure("remoting.unexpected-answer"));
          else resolve(answer);
        };
        remoting.Manager.invokeAction(action, method, path, body, traceparent, heard, OPTIONS);
      });
    },
  };
}

/** This browser page, as the package's PartnerTelephonyConnector.page makes it. */
export const thisPage = (): HostPage => ({
  remoting: () => (globalThis as { readonly Visualforce?: { readonly remoting?: Remoting } }).Visualforce?.remoting,
  action: () => document.getElementById("courier")?.dataset["action"] ?? null,
});

function read(result: unknown): { status: number; body: string | null } | null {
  const { status, body = null } = (result ?? {}) as { status?: unknown; body?: unknown };
  if (!Number.isInteger(status) || (body !== null && typeof body !== "string")) return null;
  return { status: status as number, body };
}

const failure = (code: string): ConnectorError => new ConnectorError(code, "The org's Apex could not be asked.");
