import type { Locator, Page } from "@playwright/test";
import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { FarEnd } from "./support/far-end.ts";
import { Org } from "./support/org.ts";
import { kill } from "./support/process-faults.ts";

/** The vendor's component in Additional Settings of the phone. */
class Settings {
  readonly panel: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole("region", { name: "Additional Settings" });
  }

  async open(): Promise<void> {
    await this.page.getByRole("button", { name: "Additional Settings" }).click();
    await expect(this.panel).toBeVisible();
  }
  get callerId(): Locator {
    return this.panel.getByLabel("Caller ID");
  }
  get queue(): Locator {
    return this.panel.getByLabel("Queue", { exact: true });
  }
  press(name: "Save" | "Cancel"): Promise<void> {
    return this.panel.getByRole("button", { name, exact: true }).click();
  }
}

test("what an agent saves is kept, and the next call shows the number and counts for the queue", async ({
  agent,
  caller,
  product,
}) => {
  void caller;
  const settings = new Settings(agent.page);
  const [org, farEnd] = [new Org(product), new FarEnd(product)];
  await settings.open();
  await settings.callerId.selectOption("+14155550101");
  await settings.queue.selectOption({ label: "Support" });
  expect(await violationsOf(agent.page)).toEqual([]);
  await settings.press("Save");
  await expect(settings.panel.getByText("Saved. Your next call uses them.")).toBeVisible();

  await agent.dial("+14155550171");
  const leg = await farEnd.rings("+14155550171");
  expect(leg, "the far end sees the chosen number").toMatchObject({ callerId: "+14155550101" });
  await farEnd.answers(leg);
  await agent.endCall.click();
  await agent.finish.click();
  const record = async () => {
    const [found] = await org.voiceCalls(leg.legId);
    return [found?.FromPhoneNumber, found?.ToPhoneNumber, found?.QueueName];
  };
  await expect.poll(record, "the record").toEqual(["+14155550101", "+14155550171", "Support"]);

  await agent.page.reload();
  await expect(agent.page.getByText("Phone ready")).toBeVisible();
  await settings.open();
  await expect(settings.callerId).toHaveValue("+14155550101");
  await settings.callerId.selectOption("");
  await settings.press("Cancel");
  await expect(settings.panel).toBeHidden();
  await expect(agent.control("Additional Settings"), "the keyboard goes on where the panel was opened").toBeFocused();
  await settings.open();
  await expect(settings.callerId, "cancel goes back to what is stored").toHaveValue("+14155550101");
  await settings.callerId.selectOption("");
  await settings.queue.selectOption("");
  await settings.press("Save");
  await expect(settings.panel.getByText("Saved. Your next call uses them.")).toBeVisible();
});

test("an agent finds the settings filled during a call and after it, with what was chosen before and not saved", async ({
  agent,
  caller,
}) => {
  const settings = new Settings(agent.page);
  await settings.open();
  await expect(settings.callerId).toBeVisible();
  await settings.press("Cancel");
  await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  await settings.open();
  await settings.callerId.selectOption("+14155550101");
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  await expect(settings.callerId, "a call in between takes nothing away").toHaveValue("+14155550101");
  await agent.endCall.click();
  await agent.finish.click();
  await expect(agent.page.getByText("Phone ready")).toBeVisible();
  await expect(settings.callerId).toHaveValue("+14155550101");
  await settings.press("Cancel");
  await settings.open();
  await expect(settings.callerId, "cancel goes back to what is stored").toHaveValue("");
  await expect(settings.queue).toBeVisible();
});

test("a server that is gone is told, what was chosen stays, and saving again works", async ({
  agent,
  caller,
  product,
}) => {
  void caller;
  const settings = new Settings(agent.page);
  await settings.open();
  await settings.callerId.selectOption("+14155550102");
  await kill(product, "server");
  await settings.press("Save");
  await expect(settings.panel.getByRole("alert")).toBeVisible({ timeout: 20_000 });
  await expect(settings.callerId).toHaveValue("+14155550102");
  await product.restart("server");
  await expect(async () => {
    await settings.press("Save");
    await expect(settings.panel.getByText("Saved. Your next call uses them.")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
});

test("an agent who is offline is told so, and sees the settings as soon as the phone can be spoken to", async ({
  agent,
}) => {
  await agent.setStatus("Offline");
  const settings = new Settings(agent.page);
  await settings.open();
  await expect(settings.panel.getByText(/Your phone does not answer/)).toBeVisible({ timeout: 20_000 });
  expect(await violationsOf(agent.page)).toEqual([]);
  await agent.setStatus("Available for Voice");
  await expect(settings.callerId).toBeVisible();
});

test("the settings speak the agent's language, in a widget of 280 pixels", async ({ agent, product }) => {
  const query = `user=${encodeURIComponent(agent.username)}&language=de&panel=280`;
  await agent.page.goto(`${product.addresses.console}/?${query}`);
  await expect(agent.page.getByText("Phone ready")).toBeVisible();
  const settings = new Settings(agent.page);
  await settings.open();
  await expect(settings.panel.getByLabel("Anrufer-ID")).toBeVisible();
  await expect(settings.panel.getByLabel("Warteschlange", { exact: true })).toBeVisible();
  const overflow = await settings.panel.evaluate((panel) => panel.scrollWidth - panel.clientWidth);
  expect(overflow, "nothing is cut off or scrolls sideways").toBe(0);
});
