import { expect, test } from "./support/fixtures.ts";
import { whileHung } from "./support/process-faults.ts";

/** A silent line counts as lost after 5 s, and is said 2 s later (docs/what-happens-if.md). */
const SAID_WITHIN_MS = 10_000;

test("a server that hangs is said to the agent within 10 s, and calls ring again once it answers", async ({
  agent,
  caller,
  product,
}) => {
  test.setTimeout(120_000);
  await expect(agent.numberToCall).toBeVisible();
  await whileHung(product, "server", async () => {
    const sentence = agent.page.getByText(/phone server cannot be reached/);
    await expect(sentence).toBeVisible({ timeout: SAID_WITHIN_MS });
  });
  await caller.calls();
  await expect(agent.acceptCall).toBeVisible({ timeout: 30_000 });
});
