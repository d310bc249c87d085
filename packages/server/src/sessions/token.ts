import { createHash, randomBytes } from "node:crypto";

/** Bearer: kept in the page's memory only (design, section 5). */
export const BEARER_MS = 10 * 60_000;
/** Refresh cookie: a working day. */
export const REFRESH_MS = 12 * 60 * 60_000;
/** Two tabs of one browser share the cookie and may refresh at once: this long the used one still counts. */
export const REFRESH_LEEWAY_MS = 10_000;

/** 256 random bits: nothing to guess, so a plain SHA-256 is enough to keep it by. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
