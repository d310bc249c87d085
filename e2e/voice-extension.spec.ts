import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

test("the voice extension steers the call through the toolkit, and follows what is done elsewhere", async ({
  agent,
  caller,
}) => {
  await agent.talkTo(caller);
  await agent.page.getByRole("button", { name: "Voice Extension" }).click();
  const extension = agent.page.getByRole("region", { name: "Call controls" });
  const status = extension.getByRole("status");
  const press = (name: string) => extension.getByRole("button", { name, exact: true }).click();
  await expect(status).toHaveText("Connected");
  expect(await violationsOf(agent.page)).toEqual([]);

  await press("Mute");
  await expect(status).toHaveText("Connected · Muted");
  await expect(agent.control("Unmute").first(), "the softphone shows it too").toBeVisible();
  await press("Unmute");
  await expect(status).toHaveText("Connected");
  await press("Hold");
  await expect(status).toHaveText("Connected · On hold");
  await agent.control("Resume").first().click();
  await expect(status, "resumed by the softphone").toHaveText("Connected");
  await press("Pause recording");
  await expect(status).toHaveText("Connected · Recording is paused");
  await press("Resume recording");
  await expect(status).toHaveText("Connected");

  await extension.getByLabel("Digits").fill("12x");
  await press("Send");
  await expect(extension.getByText(/Only 0 to 9/)).toBeVisible();
  await extension.getByLabel("Digits").fill("12#");
  await press("Send");
  await expect(extension.getByLabel("Digits")).toHaveValue("");

  await press("End call");
  await expect(status).toHaveText("The call is over");
  await expect(agent.finish).toBeVisible();
});

test("the voice extension fits a widget of 280 pixels, in German, and knows the call after a reload", async ({
  agent,
  caller,
  product,
}) => {
  await agent.talkTo(caller);
  const query = `user=${encodeURIComponent(agent.username)}&language=de&panel=280`;
  await agent.page.goto(`${product.addresses.console}/?${query}`);
  await expect(agent.endCall).toBeVisible();
  await agent.page.getByRole("button", { name: "Voice Extension" }).click();
  const extension = agent.page.getByRole("region", { name: "Anrufsteuerung" });
  await expect(extension.getByRole("status")).toHaveText("Verbunden");
  const overflow = await extension.evaluate((panel) => panel.scrollWidth - panel.clientWidth);
  expect(overflow, "nothing is cut off or scrolls sideways").toBe(0);
  await extension.getByRole("button", { name: "Auflegen" }).click();
  await expect(agent.finish).toBeVisible();
});

test("a call held before a reload can be resumed from the voice extension", async ({ agent, caller }) => {
  await agent.talkTo(caller);
  await agent.control("Hold").first().click();
  await expect(agent.control("Resume").first()).toBeVisible();
  await agent.page.reload();
  await expect(agent.endCall).toBeVisible();
  await agent.page.getByRole("button", { name: "Voice Extension" }).click();
  const extension = agent.page.getByRole("region", { name: "Call controls" });
  await extension.getByRole("button", { name: "Hold", exact: true }).click();
  await expect(extension.getByText("The phone has told no change")).toBeVisible({ timeout: 20_000 });
  expect(await violationsOf(agent.page)).toEqual([]);
  await extension.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(agent.control("Resume").first()).toBeHidden();
  await expect(extension.getByRole("button", { name: "Hold", exact: true })).toBeVisible();
  await extension.getByRole("button", { name: "End call" }).click();
  await expect(agent.finish).toBeVisible();
});
