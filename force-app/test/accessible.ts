/** Checks accessibility in a test that owns time: the checker needs real timers. What waited for a timer before waits in vain after. */
export async function expectAccessible(component: HTMLElement): Promise<void> {
  jest.useRealTimers();
  await expect(component).toBeAccessible();
  jest.useFakeTimers();
}
