import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

test("the record page tells what happens on the call: events, transcript and that nothing is measured yet", async ({
  agent,
  caller,
}) => {
  const call = await agent.talkTo(caller);
  const activity = agent.page.getByRole("region", { name: "Call activity" });
  await expect(activity.getByRole("listitem").filter({ hasText: "Call started" })).toBeVisible();
  await agent.control("Hold").click();
  await expect(activity.getByRole("listitem").filter({ hasText: "On hold" })).toBeVisible();
  await agent.control("Resume").click();
  await expect(activity.getByRole("listitem").filter({ hasText: "Resumed" })).toBeVisible();
  await agent.control("Mute").click();
  await expect(
    activity.getByRole("listitem").filter({ hasText: /Muted$/ }),
    "the agent, not the customer",
  ).toBeVisible();
  await agent.control("Unmute").click();
  await caller.says(call, "Initial_Caller", "where is my parcel");
  await expect(activity.getByRole("log").getByText("where is my parcel")).toBeVisible();
  await expect(activity.getByRole("log").getByText("Customer")).toBeVisible();
  for (let line = 1; line <= 12; line += 1) await caller.says(call, "Initial_Caller", `line ${line}`);
  const newest = activity.getByText(/line 12$/);
  await expect(newest).toBeVisible();
  await activity.getByRole("log").scrollIntoViewIfNeeded();
  await expect(newest, "without scrolling back and forth").toBeInViewport();
  await expect(activity.getByText(/line 1$/)).not.toBeInViewport();
  await expect(activity.getByText(/Nothing has been measured yet/)).toBeVisible();
  expect(await violationsOf(agent.page)).toEqual([]);
  await agent.endCall.click();
  await expect(activity.getByRole("listitem").filter({ hasText: "Call ended" })).toHaveCount(1);
});

test("how well both heard each other stands on the record once the call is over, good or poor", async ({
  agent,
  simulator,
}) => {
  const activity = agent.page.getByRole("region", { name: "Call activity" });
  const score = agent.page.getByRole("region", { name: "Details" }).getByText(/^\d\.\d\d$/);
  for (const { isPoor, expected } of [
    { isPoor: false, expected: /^4\.[2-5]\d$/ },
    { isPoor: true, expected: /^2\.\d\d$/ },
  ]) {
    if (isPoor) await simulator.page.getByText("Poor audio quality").click();
    await simulator.callsFrom("+14155550199");
    await agent.takeCall();
    await agent.endCall.click();
    await expect(score).toHaveText(expected);
    await expect(activity.getByText(/^Quality score of the call: \d\.\d of 5$/)).toBeVisible();
    await agent.finish.click();
    await expect(agent.finish).toBeHidden();
  }
});
