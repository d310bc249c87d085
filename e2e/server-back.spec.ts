import { once } from "node:events";
import { expect, test } from "./support/fixtures.ts";

test("a server that is back is no longer said to be out of reach, and the call is still there", async ({
  agent,
  caller,
  product,
}) => {
  test.setTimeout(120_000);
  const outOfReach = agent.page.getByText(/phone server cannot be reached/);
  await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  const { child } = product.running("server");
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  await expect(outOfReach).toBeVisible({ timeout: 15_000 });
  await expect(agent.endCall).toBeVisible();
  await product.restart("server");
  await expect(outOfReach).toBeHidden({ timeout: 15_000 });
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
});
