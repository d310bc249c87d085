import { expect, test } from "./support/fixtures.ts";
import { AgentWatch } from "./support/agent-watch.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { FarEnd } from "./support/far-end.ts";

/** Setup > Presence Configurations (guide, chapter 12): the console keeps them, and the telephony side hears of each change. */
const PUSH_TIME_OUT_SECONDS = 4;
const WORK_SECONDS = 6;
const presenceConfiguration = {
  pushTimeOutSeconds: PUSH_TIME_OUT_SECONDS,
  updateStatusOnDecline: "Busy",
  updateStatusOnPushTimeOut: "Away",
  afterConversationWorkSeconds: WORK_SECONDS,
};
test.use({ definition: { presenceConfiguration } });

async function hasStatus(agent: ConsolePage, watch: AgentWatch, name: string): Promise<void> {
  await expect(agent.statusMenu).toHaveAccessibleName(new RegExp(name));
  await expect.poll(() => watch.presence(), "the telephony side knows").toBe(name);
  await expect.poll(() => watch.routability(), "and sends no calls").toBe("notAvailable");
}

test("Update Status on Decline: who declines is Busy and is not called again", async ({ agent, caller, product }) => {
  const watch = new AgentWatch(product, agent.username, agent.page);
  await caller.calls();
  await agent.declineCall.click();
  await expect(agent.page.getByText(/You declined the call/)).toBeVisible();
  await hasStatus(agent, watch, "Busy");
});

test("Push Time-Out and Update Status on Push Time-Out: the call goes to the next agent, who missed it is Away", async ({
  agent,
  colleague,
  caller,
  product,
}) => {
  const watch = new AgentWatch(product, agent.username, agent.page);
  const call = await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  await colleague.setStatus("Available for Voice");
  await expect(agent.page.getByText(/You missed a call/)).toBeVisible();
  await hasStatus(agent, watch, "Away");
  await colleague.acceptCall.click();
  await expect(colleague.control("Hold")).toBeVisible();
  await caller.hangsUp(call);
  await colleague.finish.click();
});

test("an error that is no decline counts as push time-out", async ({ agent, caller, product }) => {
  const watch = new AgentWatch(product, agent.username, agent.page);
  const farEnd = new FarEnd(product);
  await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  await farEnd.fails(await farEnd.agentRings());
  await expect(agent.page.getByText(/could not be connected to your phone/)).toBeVisible();
  await hasStatus(agent, watch, "Away");
});

test("after conversation work with a limit counts down and ends by itself", async ({ agent, caller, product }) => {
  const watch = new AgentWatch(product, agent.username, agent.page);
  const call = await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.control("Hold")).toBeVisible();
  await caller.hangsUp(call);
  await expect(agent.timer).toHaveText(/Time left 0:0[456]/);
  await expect(agent.timer).toHaveText(/Time left 0:0[123]/);
  await expect(agent.finish).toBeHidden();
  await expect.poll(() => watch.routability(), "back in the queue").toBe("available");
});
