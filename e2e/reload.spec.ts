import { expect, test } from "./support/fixtures.ts";
import { ConsolePage } from "./support/console-page.ts";
import { kill } from "./support/process-faults.ts";

test("a page reloaded while the phone rings shows the ringing call again", async ({ agent, caller }) => {
  await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  await agent.page.reload();
  await expect(agent.acceptCall).toBeVisible();
  await agent.takeCall();
});

test("a page reloaded in the middle of a call shows the connected call again", async ({ agent, caller }) => {
  await agent.talkTo(caller);
  await agent.page.reload();
  await expect(agent.endCall).toBeVisible();
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
});

test("a server killed in the middle of a call is not noticed once it is back", async ({ agent, caller, product }) => {
  await agent.talkTo(caller);
  await kill(product, "server");
  await product.restart("server");
  await agent.page.reload();
  // That it takes no more than 3 s is held by the fault run, which has the machine to itself (e2e/faults).
  await expect(agent.endCall).toBeVisible();
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
});

test("after conversation work finished while the server is dead, and the page gone, does not keep the agent from calls", async ({
  agent,
  caller,
  product,
}) => {
  await caller.calls();
  await agent.acceptCall.click();
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
  await kill(product, "server");
  await agent.finish.click();
  await expect(agent.finish).toBeHidden();
  await Promise.all([product.restart("server"), agent.page.reload()]);
  // A page that found no server waits for its deadline before it tries again.
  await expect(agent.page.getByText("Phone ready")).toBeVisible({ timeout: 30_000 });
  await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
});

test("a second console takes the phone and the first one says so", async ({ agent, caller, context, product }) => {
  const second = new ConsolePage(await context.newPage(), product, agent.username);
  await second.open();
  await expect(second.page.getByText("Phone ready")).toBeVisible();
  await expect(agent.page.getByRole("button", { name: "Use the phone here" })).toBeVisible();
  await caller.calls();
  await expect(second.acceptCall).toBeVisible();
  await expect(agent.acceptCall).toBeHidden();
  await second.page.close();
  await agent.page.getByRole("button", { name: "Use the phone here" }).click();
  await expect(agent.acceptCall).toBeVisible();
});
