import { once } from "node:events";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import type { Product } from "../scripts/start/product.ts";
import { violationsOf } from "./support/axe.ts";
import type { Caller, StartedCall } from "./support/caller.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { expect, test } from "./support/fixtures.ts";

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

/** Messages section of the simulator. */
class Simulator {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }
  static async open(context: BrowserContext, product: Product): Promise<Simulator> {
    const page = await context.newPage();
    await page.goto(product.addresses.simulator);
    return new Simulator(page);
  }
  get field(): Locator {
    return this.page.getByLabel("Message to the agent's page");
  }
  get received(): Locator {
    return this.page.getByLabel("Received message");
  }
  async send(text: string): Promise<void> {
    await this.field.fill(text);
    await this.page.getByRole("button", { name: "Send message" }).click();
    await expect(this.page.getByText("Sent.", { exact: true })).toBeVisible();
  }
}

async function talking(agent: ConsolePage, caller: Caller): Promise<StartedCall> {
  const call = await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  return call;
}

async function killServer(product: Product): Promise<void> {
  const { child } = product.running("server");
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

test("a message typed in the simulator reaches the component on the record page, and one comes back", async ({
  agent,
  caller,
  context,
  product,
}) => {
  await talking(agent, caller);
  const [messages, simulator] = [new CallMessages(agent), await Simulator.open(context, product)];
  await simulator.send("Order 4711 is on its way");
  await expect(messages.texts).toHaveText(["Order 4711 is on its way"]);
  await messages.send("Thanks, told the caller");
  await expect(simulator.received).toHaveValue("Thanks, told the caller");
  await expect(messages.texts).toHaveText(["Order 4711 is on its way", "Thanks, told the caller"]);
  await expect(messages.card.getByText("Sending…")).toBeHidden();
  await simulator.send("Good");
  await expect(messages.texts).toHaveText(["Order 4711 is on its way", "Thanks, told the caller", "Good"]);
});

test("messages outlive a server killed in between: each arrives once and in order, in both directions", async ({
  agent,
  caller,
  context,
  product,
}) => {
  await talking(agent, caller);
  const [messages, simulator] = [new CallMessages(agent), await Simulator.open(context, product)];
  await simulator.send("one");
  await expect(messages.texts).toHaveText(["one"]);
  await killServer(product);
  await simulator.send("two");
  await simulator.send("three");
  await messages.send("four");
  await product.restart("server");
  await expect(messages.texts).toHaveText(["one", "two", "three", "four"]);
  await expect(simulator.received).toHaveValue("four");
  await killServer(product);
  await product.restart("server");
  await messages.send("five");
  await expect(simulator.received).toHaveValue("five");
  await expect(messages.texts).toHaveText(["one", "two", "three", "four", "five"]);
});

test("a reloaded page has all messages of its call, also one that came while it was away", async ({
  agent,
  caller,
  context,
  product,
}) => {
  await talking(agent, caller);
  const [messages, simulator] = [new CallMessages(agent), await Simulator.open(context, product)];
  await simulator.send("before");
  await messages.send("answer");
  await expect(simulator.received).toHaveValue("answer");
  await agent.page.goto("about:blank");
  await simulator.send("while away");
  await agent.open();
  await agent.page.getByRole("button", { name: "Open voice call" }).click();
  await expect(messages.texts).toHaveText(["before", "answer", "while away"]);
  await messages.send("after");
  await expect(simulator.received).toHaveValue("after");
});

test("a message that is too large is refused with a sentence on either side, and what was typed stays", async ({
  agent,
  caller,
  context,
  product,
}) => {
  await talking(agent, caller);
  const [messages, simulator] = [new CallMessages(agent), await Simulator.open(context, product)];
  const large = "x".repeat(16_400);
  await simulator.field.fill(large);
  await simulator.page.getByRole("button", { name: "Send message" }).click();
  await expect(simulator.page.getByText("A message has at most 16,384 bytes of JSON.")).toBeVisible();
  await expect(simulator.field).toHaveValue(large);
  await messages.send(large);
  await expect(messages.card.getByText("The message is too large. Send at most 16 KB.")).toBeVisible();
  await expect(messages.field).toHaveValue(large);
  await messages.send("short");
  await expect(simulator.received).toHaveValue("short");
  await expect(messages.texts).toHaveText(["short"]);
});

test("messages of one call do not show on another, and after the call the component says why it sends no more", async ({
  agent,
  caller,
  context,
  product,
}) => {
  const call = await talking(agent, caller);
  const [messages, simulator] = [new CallMessages(agent), await Simulator.open(context, product)];
  await simulator.send("of the first call");
  await expect(messages.texts).toHaveText(["of the first call"]);
  await caller.hangsUp(call);
  await agent.finish.click();
  await messages.send("too late");
  await expect(messages.card.getByText("Not sent: messages go while you have the call.")).toBeVisible();
  await talking(agent, caller);
  await expect(messages.card.getByText("No messages yet.")).toBeVisible();
});

test("the component speaks German, fits 340 pixels with long words, and axe finds nothing in it or in the simulator", async ({
  agent,
  caller,
  context,
  product,
}) => {
  await talking(agent, caller);
  const [messages, simulator] = [new CallMessages(agent), await Simulator.open(context, product)];
  await simulator.send("Donaudampfschifffahrtsgesellschaftskapitän".repeat(6));
  await messages.send("ok");
  await expect(simulator.received).toHaveValue("ok");
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
