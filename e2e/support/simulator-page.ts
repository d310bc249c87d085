import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import type { Product } from "../../scripts/start/product.ts";

/** The Voice Call Simulator, used as a person uses it: by role and accessible name. */
export class SimulatorPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(context: BrowserContext, product: Product): Promise<SimulatorPage> {
    const page = await context.newPage();
    await page.goto(product.addresses.simulator);
    return new SimulatorPage(page);
  }

  get events(): Locator {
    return this.page.getByRole("list", { name: "Events, newest first" }).getByRole("listitem");
  }
  get hangUp(): Locator {
    return this.page.getByRole("button", { name: /hangs up/i }).first();
  }

  get message(): Locator {
    return this.page.getByLabel("Message to the agent's page");
  }
  get receivedMessage(): Locator {
    return this.page.getByLabel("Received message");
  }

  async callsFrom(number: string): Promise<void> {
    await this.page
      .getByLabel(/Number to call from|number/i)
      .first()
      .fill(number);
    await this.page.getByRole("button", { name: "Inbound call" }).click();
  }

  /** @param data lines of `name=value` */
  async callsQueueFrom(number: string, queue: string, data: string): Promise<void> {
    const section = this.page.getByRole("region", { name: "Call simulator" });
    await section.getByText("More", { exact: true }).click();
    await section.getByLabel("Queue").fill(queue);
    await section.getByLabel("Data from the IVR").fill(data);
    await this.callsFrom(number);
  }

  /** @param after the call in which it is asked for, as the list shows it */
  async requestsCallback(number: string, { after }: { after: RegExp }): Promise<void> {
    await this.page.getByLabel("Phone number to call back").fill(number);
    const call = this.page.getByLabel("Asked for in").getByRole("option", { name: after });
    await expect(call).toBeAttached();
    await this.page.getByLabel("Asked for in").selectOption((await call.getAttribute("value"))!);
    await this.page.getByRole("button", { name: "Request callback" }).click();
  }

  async addToTranscript(text: string): Promise<void> {
    await this.page.getByLabel("Text").fill(text);
    await this.page.getByRole("button", { name: "Add to transcript" }).click();
  }

  async sendMessage(text: string): Promise<void> {
    await this.message.fill(text);
    await this.page.getByRole("button", { name: "Send message" }).click();
  }
}
