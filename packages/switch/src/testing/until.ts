import { vi } from "vitest";

/** Waits until the check holds. The bound is for a test that hangs, not a promise of how fast anything is. */
export const until = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 20_000, interval: 5 });
