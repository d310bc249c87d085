import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

test("whoever practises calls from the simulator, sees the call live, hangs up and reads its log", async ({
  agent,
  caller,
  context,
  product,
}) => {
  void caller;
  const simulator = await context.newPage();
  await simulator.goto(product.addresses.simulator);
  await simulator
    .getByLabel(/Number to call from|number/i)
    .first()
    .fill("+14155550199");
  await simulator.getByRole("button", { name: "Inbound call" }).click();
  await expect(agent.acceptCall).toBeVisible();
  await expect(agent.page.getByText("+14155550199").first()).toBeVisible();
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  await expect(simulator.getByText(/connected/i).first()).toBeVisible();
  await expect(
    simulator.getByRole("list", { name: "Events, newest first" }).getByRole("listitem").first(),
  ).toBeVisible();
  await simulator
    .getByRole("button", { name: /hangs up/i })
    .first()
    .click();
  await expect(agent.finish).toBeVisible();
});

test("a number that is none is answered with a sentence and nothing rings", async ({
  agent,
  caller,
  context,
  product,
}) => {
  void caller;
  const simulator = await context.newPage();
  await simulator.goto(product.addresses.simulator);
  await simulator
    .getByLabel(/Number to call from|number/i)
    .first()
    .fill("not a number");
  await simulator.getByRole("button", { name: "Inbound call" }).click();
  await expect(
    simulator
      .getByText(/number/i)
      .filter({ hasText: /digits|phone number|\+1/i })
      .first(),
  ).toBeVisible();
  await expect(agent.acceptCall).toBeHidden();
});

test("screen readers find nothing wrong with simulator, log-in page, ringing and connected console", async ({
  agent,
  caller,
  context,
  product,
}) => {
  const simulator = await context.newPage();
  await simulator.goto(product.addresses.simulator);
  await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  await expect(simulator.getByText("+14155550101").first()).toBeVisible();
  expect(await violationsOf(simulator), "simulator").toEqual([]);
  expect(await violationsOf(agent.page), "ringing").toEqual([]);
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  expect(await violationsOf(agent.page), "connected").toEqual([]);
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
  expect(await violationsOf(agent.page), "after conversation work").toEqual([]);
});
