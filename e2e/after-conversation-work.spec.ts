import { expect, test } from "./support/fixtures.ts";
import { AgentWatch } from "./support/agent-watch.ts";

/** Guide, chapter 12: telephony keeps each call in wrap-up without limit, until the agent goes online or closes the voice call. */
test.describe("after conversation work without a limit", () => {
  test.beforeEach(async ({ agent, caller }) => {
    const call = await caller.calls();
    await agent.acceptCall.click();
    await expect(agent.control("Hold")).toBeVisible();
    await caller.hangsUp(call);
    await expect(agent.finish).toBeVisible();
  });

  test("shows for how long, and goes on through a reload", async ({ agent, product }) => {
    const watch = new AgentWatch(product, agent.username, agent.page);
    await expect(agent.timer).toHaveText(/Time in this state 0:0\d/);
    const before = await agent.timer.textContent();
    await expect(agent.timer, "it runs").not.toHaveText(before!);
    await agent.open();
    await expect(agent.finish).toBeVisible();
    await expect(agent.timer, "from the call's end, not from the reload").not.toHaveText(/ 0:00$/);
    expect(await watch.routability()).toBe("notAvailable");
  });

  test("ends when the agent goes online", async ({ agent, product }) => {
    const watch = new AgentWatch(product, agent.username, agent.page);
    await agent.setStatus("Busy");
    await expect(agent.finish, "another status that takes no calls changes nothing").toBeVisible();
    await agent.setStatus("Available for Voice");
    await expect(agent.finish).toBeHidden();
    await expect.poll(() => watch.routability()).toBe("available");
  });

  test("ends when the agent closes the voice call's tab", async ({ agent, product }) => {
    const watch = new AgentWatch(product, agent.username, agent.page);
    await agent.page.getByRole("button", { name: /^Close VC-/ }).click();
    await expect(agent.finish).toBeHidden();
    await expect.poll(() => watch.routability()).toBe("available");
  });
});
