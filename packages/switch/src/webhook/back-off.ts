const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** Pause before attempt `attempt` + 1 (the first attempt is 1): doubles up to 10 s, less up to a fifth so that calls spread. */
export function backOffMs(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.round(full * (1 - random() * 0.2));
}
