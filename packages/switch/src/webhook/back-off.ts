const FIRST_MS = 250;

/** Pause before attempt `attempt` + 1 (the first attempt is 1): doubles up to `longestMs`, less up to a fifth so that calls spread. */
export function backOffMs(attempt: number, longestMs: number, random: () => number): number {
  const full = Math.min(longestMs, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.round(full * (1 - random() * 0.2));
}
