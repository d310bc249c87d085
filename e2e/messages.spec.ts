import type { Locator, Page } from "@playwright/test";
import { violationsOf } from "./support/axe.ts";
import type { StartedCall } from "./support/caller.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { expect, test as base } from "./support/fixtures.ts";
import { kill } from "./support/process-faults.ts";
import type { SimulatorPage } from "./support/simulator-page.ts";

/** The package's component on the record page of the voice call. */
class CallMessages {
  readonly card: Locator;
  private readonly page: Page;

  constructor({ page }: ConsolePage) {
    this.page = page;
    this.card = page.locator("c-call-messages");
  }
  get field(): Locator {
    return this.page.getByLabel("Message to the telephony system");
  }
  get texts(): Locator {
    return this.card.locator("li .text");
  }
  async send(text: string): Promise<void> {
    await this.field.fill(text);
    await this.card.getByRole("button", { name: "Send", exact: true }).click();
  }
}

interface Fixtures {
  /** The agent has it. */
  call: StartedCall;
  messages: CallMessages;
}

const test = base.extend<Fixtures>({
  call: async ({ agent, caller }, use) => use(await agent.talkTo(caller)),
  messages: async ({ agent, call }, use) => {
    void call;
    await use(new CallMessages(agent));
  },
});

/** Types it in the simulator, which has taken it once this answers. */
async function send(simulator: SimulatorPage, text: string): Promise<void> {
  await simulator.sendMessage(text);
  await expect(simulator.page.getByText("Sent.", { exact: true })).toBeVisible();
}

test("a message typed in the simulator reaches the component on the record page, and one comes back", async ({
  messages,
  simulator,
}) => {
  await send(simulator, "Order 4711 is on its way");
  await expect(messages.texts).toHaveText(["Order 4711 is on its way"]);
  await messages.send("Thanks, told the caller");
  await expect(simulator.receivedMessage).toHaveValue("Thanks, told the caller");
  await expect(messages.texts).toHaveText(["Order 4711 is on its way", "Thanks, told the caller"]);
  await expect(messages.card.getByText("Sending…")).toBeHidden();
  await send(simulator, "Good");
  await expect(messages.texts).toHaveText(["Order 4711 is on its way", "Thanks, told the caller", "Good"]);
});

test("messages outlive a server killed in between: each arrives once and in order, in both directions", async ({
  messages,
  product,
  simulator,
}) => {
  await send(simulator, "one");
  await expect(messages.texts).toHaveText(["one"]);
  await kill(product, "server");
  await send(simulator, "two");
  await send(simulator, "three");
  await messages.send("four");
  await product.restart("server");
  await expect(messages.texts).toHaveText(["one", "two", "three", "four"]);
  await expect(simulator.receivedMessage).toHaveValue("four");
  await kill(product, "server");
  await product.restart("server");
  await messages.send("five");
  await expect(simulator.receivedMessage).toHaveValue("five");
  await expect(messages.texts).toHaveText(["one", "two", "three", "four", "five"]);
});

test("a reloaded page has all messages of its call, also one that came while it was away", async ({
  agent,
  messages,
  simulator,
}) => {
  await send(simulator, "before");
  await messages.send("answer");
  await expect(simulator.receivedMessage).toHaveValue("answer");
  await agent.page.goto("about:blank");
  await send(simulator, "while away");
  await agent.open();
  await agent.page.getByRole("button", { name: "Open voice call" }).click();
  await expect(messages.texts).toHaveText(["before", "answer", "while away"]);
  await messages.send("after");
  await expect(simulator.receivedMessage).toHaveValue("after");
});

test("a message that is too large is refused with a sentence on either side, and what was typed stays", async ({
  messages,
  simulator,
}) => {
  const large = "x".repeat(16_400);
  await simulator.sendMessage(large);
  await expect(simulator.page.getByText("A message has at most 16,384 bytes of JSON.")).toBeVisible();
  await expect(simulator.message).toHaveValue(large);
  await messages.send(large);
  await expect(messages.card.getByText("The message is too large. Send at most 16 KB.")).toBeVisible();
  await expect(messages.field).toHaveValue(large);
  await messages.send("short");
  await expect(simulator.receivedMessage).toHaveValue("short");
  await expect(messages.texts).toHaveText(["short"]);
});

test("messages of one call do not show on another, and after the call the component says why it sends no more", async ({
  agent,
  call,
  caller,
  messages,
  simulator,
}) => {
  await send(simulator, "of the first call");
  await expect(messages.texts).toHaveText(["of the first call"]);
  await caller.hangsUp(call);
  await agent.finish.click();
  await messages.send("too late");
  await expect(messages.card.getByText("Not sent: messages go while you have the call.")).toBeVisible();
  await agent.talkTo(caller);
  await expect(messages.card.getByText("No messages yet.")).toBeVisible();
});

test("the component speaks German, fits 340 pixels with long words, and axe finds nothing in it or in the simulator", async ({
  agent,
  messages,
  simulator,
}) => {
  await send(simulator, "Donaudampfschifffahrtsgesellschaftskapitän".repeat(6));
  await messages.send("ok");
  await expect(simulator.receivedMessage).toHaveValue("ok");
  expect(await violationsOf(agent.page)).toEqual([]);
  expect(await violationsOf(simulator.page)).toEqual([]);
  await simulator.page.setViewportSize({ width: 340, height: 800 });
  expect(await simulator.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(340);
  await agent.page.setViewportSize({ width: 340, height: 800 });
  const isCut = await messages.card.evaluate((card) => card.scrollWidth > card.clientWidth);
  expect(isCut, "nothing is cut").toBe(false);
  await agent.page.setViewportSize({ width: 1280, height: 800 });
  await agent.page.goto(`${agent.page.url()}&language=de`);
  await agent.page.getByRole("button", { name: "Open voice call" }).click();
  await expect(agent.page.getByLabel("Nachricht an das Telefonsystem")).toBeVisible();
  await expect(messages.card).toHaveAttribute("lang", "de");
});
