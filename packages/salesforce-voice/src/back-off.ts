/**
 * Milliseconds before retry number `retry` (1 for the first): 100 ms doubled each time, at most 5 s, of which the upper
 * half is random so that callers who failed together do not return together.
 */
export function backOffMs(retry: number, random: () => number): number {
  const full = Math.min(100 * 2 ** (retry - 1), 5_000);
  return full / 2 + (full / 2) * random();
}

/**
 * `Retry-After` as milliseconds from now: whole seconds or an HTTP date; null for anything else. Whether Salesforce sends
 * the header is unconfirmed.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000;
  const at = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
