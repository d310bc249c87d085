import { expect, test } from "./support/fixtures.ts";
import { violationsOf } from "./support/axe.ts";
import { Org } from "./support/org.ts";

/** A phone system that can do less than the package offers: the agent reads why, and nothing is shown as done. */
test.use({ settings: { switch: { PT_SWITCH_UNSUPPORTED: "hold,sendDigits" } } });

const LABEL = "c.PhoneRequestUnsupported";

test.beforeEach(async ({ agent, caller }) => {
  await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.control("Hold")).toBeVisible();
});
test.afterEach(async ({ agent, caller }) => {
  await caller.hangUpEverything();
  await expect(agent.finish).toBeVisible();
});

test("a control that the phone system does not support is refused in the package's words, and the call goes on", async ({
  agent,
}) => {
  await agent.control("Hold").click();
  await expect(agent.page.getByRole("alert").getByText(/phone system does not support this/)).toBeVisible();
  await expect(agent.control("Hold"), "nothing is shown as held").toHaveAttribute("aria-pressed", "false");
  await expect(agent.control("Hold"), "and it may be tried again").toBeEnabled();
  expect(await violationsOf(agent.page)).toEqual([]);
  await agent.control("Mute").click();
  await expect(agent.control("Unmute"), "other controls work").toHaveAttribute("aria-pressed", "true");
});

test("digits too, of which Salesforce's library alone would say nothing", async ({ agent }) => {
  await agent.control("Keypad").click();
  await agent.control("Send 5").click();
  await expect(agent.page.getByText(/phone system does not support this/)).toBeVisible();
});

test("an org without the package's label says which one it misses", async ({ agent, product }) => {
  const org = new Org(product);
  await org.setLabels({ [LABEL]: null });
  await agent.open();
  await agent.control("Hold").click();
  await expect(agent.page.getByText(`We couldn't find [${LABEL}].`)).toBeVisible();
  await org.setLabels({ [LABEL]: "Das kann unsere Telefonanlage nicht." });
  await agent.open();
  await agent.control("Hold").click();
  await expect(agent.page.getByText("Das kann unsere Telefonanlage nicht."), "an admin's own words").toBeVisible();
});
