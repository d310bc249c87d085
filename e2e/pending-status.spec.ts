import { AgentWatch } from "./support/agent-watch.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { expect, test } from "./support/fixtures.ts";

const AWAY_LATER = "Away after this call";

/** Chooses Away while the call goes on: it is to come when the call is over. */
async function chooseAway(agent: ConsolePage): Promise<void> {
  await agent.statusMenu.click();
  await agent.page.getByRole("menuitemradio", { name: "Away" }).click();
  await expect(agent.page.getByText(AWAY_LATER)).toBeVisible();
  await expect(agent.statusMenu).toHaveAccessibleName(/Available for Voice/);
}

test("an agent who chooses Away during a call and reloads the page is away after it, at the server too", async ({
  agent,
  caller,
  product,
}) => {
  const watch = new AgentWatch(product, agent.username, agent.page);
  await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  await chooseAway(agent);
  await agent.page.reload();
  await expect(agent.page.getByText(AWAY_LATER)).toBeVisible();
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
  await expect(agent.page.getByText(AWAY_LATER), "until after conversation work is finished").toBeVisible();
  await agent.finish.click();
  await expect(agent.statusMenu).toHaveAccessibleName(/Away/);
  await expect(agent.page.getByText(AWAY_LATER)).toBeHidden();
  await expect.poll(() => watch.presence()).toBe("Away");
});

test("an agent who thinks better of it during the call stays available after it", async ({ agent, caller }) => {
  await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  await chooseAway(agent);
  await agent.setStatus("Available for Voice");
  await expect(agent.page.getByText(AWAY_LATER)).toBeHidden();
  await agent.endCall.click();
  await agent.finish.click();
  await expect(agent.finish).toBeHidden();
  await expect(agent.statusMenu).toHaveAccessibleName(/Available for Voice/);
  await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
});
