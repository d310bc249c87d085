export const REFRESH_COOKIE = "pt-refresh";

/** The connector lives in an iframe of another site, hence SameSite=None and, for browsers that part storage by site, Partitioned. */
const ATTRIBUTES = "Path=/v1/sessions; HttpOnly; Secure; SameSite=None; Partitioned";

export function refreshCookie(token: string, maxAgeMs: number): string {
  return `${REFRESH_COOKIE}=${token}; Max-Age=${Math.ceil(maxAgeMs / 1000)}; ${ATTRIBUTES}`;
}

export function clearedRefreshCookie(): string {
  return `${REFRESH_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;
}

/** Our token of a Cookie header; null when there is none. RFC 6265, 4.2.1. */
export function readRefreshCookie(header: string | undefined): string | null {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim().split("="));
  const value = pairs.find(([name]) => name === REFRESH_COOKIE)?.[1];
  return value === undefined || value === "" ? null : value;
}
