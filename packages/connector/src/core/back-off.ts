const FIRST_MS = 200;
/** A call must be back in the widget within 3 s of the server's return, so no wait is longer than this. */
const LONGEST_MS = 2000;

/**
 * Wait before attempt `attempt` (0 = first repeat), in milliseconds. Half of it is chance, so that
 * a thousand agents do not come back in the same moment after a restart.
 * @param random 0 (inclusive) to 1 (exclusive)
 */
export function backOffMs(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(whole / 2 + (whole / 2) * random);
}
