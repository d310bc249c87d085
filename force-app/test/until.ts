const TURNS = 200;

/** Waits until a condition holds: promises and renderings take as many turns as they take. Works with fake timers too. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    if (condition()) return;
    // eslint-disable-next-line no-await-in-loop
    await Promise.resolve();
  }
  throw new Error(`It did not come about within ${TURNS} turns: ${condition.toString()}`);
}

/** Lets everything that is under way come to rest, before a test says that something has not happened. */
export async function atRest(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    // eslint-disable-next-line no-await-in-loop
    await Promise.resolve();
  }
}
