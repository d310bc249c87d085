import { SignJWT } from "jose";
import type { SigningKey } from "./voice-api.ts";

/** Within the three minutes of the older guides (newer ones allow 24 hours), with 10 s for clocks that differ. */
const lifetimeSeconds = 170;
/** A token is not used in its last 30 s: it must survive a slow request and a clock that is behind. */
const renewBeforeMs = 30_000;

export interface TokenSource {
  get(): Promise<string>;
  forget(): void;
}

interface CachedToken {
  readonly token: string;
  readonly issuedAt: number;
  readonly renewAt: number;
}

/**
 * Salesforce org ids come with 15 or 18 characters; `iss` takes 15 in every sample, the longer form is unconfirmed.
 *
 * @throws {TypeError} when it is no org id.
 */
export function shortOrgId(orgId: string): string {
  if (!/^00D([A-Za-z0-9]{12}|[A-Za-z0-9]{15})$/.test(orgId)) {
    throw new TypeError("orgId: must be 15 or 18 letters and digits that start with 00D");
  }
  return orgId.slice(0, 15);
}

/**
 * One tenant's token: RS256, cached, renewed early, signed once however many ask.
 *
 * No `jti`: Salesforce refuses one it has seen, and a cached token is sent many times. No `aud`: the current guide no longer
 * lists it and Salesforce's own Node clients never send it; a value Salesforce does not expect could only do harm.
 */
export function tokenSource(options: {
  readonly issuer: string;
  readonly subject: string;
  readonly signingKey: () => Promise<SigningKey>;
  readonly now: () => number;
}): TokenSource {
  let cached: CachedToken | null = null;
  let signing: Promise<CachedToken> | null = null;

  async function sign(): Promise<CachedToken> {
    const key = await options.signingKey();
    const issuedAt = Math.floor(options.now() / 1_000);
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "RS256", typ: "JWT" })
      .setIssuer(options.issuer)
      .setSubject(options.subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(key);
    const issuedAtMs = issuedAt * 1_000;
    return { token, issuedAt: issuedAtMs, renewAt: issuedAtMs + lifetimeSeconds * 1_000 - renewBeforeMs };
  }

  function renew(): Promise<CachedToken> {
    const own: Promise<CachedToken> = sign().then(
      (fresh) => {
        // forget() may have come while we signed: then this token is for those who asked before, not for the cache.
        if (signing === own) {
          cached = fresh;
          signing = null;
        }
        return fresh;
      },
      (failure: unknown) => {
        if (signing === own) signing = null;
        throw failure;
      },
    );
    signing = own;
    return own;
  }

  return {
    async get() {
      const now = options.now();
      // A clock set back makes the cached token one from the future.
      if (cached !== null && now >= cached.issuedAt && now < cached.renewAt) return cached.token;
      return (await (signing ?? renew())).token;
    },
    forget() {
      cached = null;
      signing = null;
    },
  };
}
