import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { loopbackFetch } from "../../scripts/start/loopback-fetch.ts";
import type { Product } from "../../scripts/start/product.ts";
import type { Caller, StartedCall } from "./caller.ts";

/** An agent's console, used as a person uses it: by role and accessible name. */
export class ConsolePage {
  readonly page: Page;
  private readonly product: Product;
  readonly username: string;

  constructor(page: Page, product: Product, username: string) {
    this.page = page;
    this.product = product;
    this.username = username;
  }

  get acceptCall(): Locator {
    return this.page.getByRole("button", { name: "Accept call" });
  }
  /** Answers what rings, and has the call. */
  async takeCall(ringsWithinMs?: number): Promise<void> {
    await this.acceptCall.click(ringsWithinMs === undefined ? {} : { timeout: ringsWithinMs });
    await expect(this.endCall).toBeVisible();
  }
  /** Is called and answers. */
  async talkTo(caller: Caller, more: object = {}): Promise<StartedCall> {
    const call = await caller.calls("+14155550101", more);
    await this.takeCall();
    return call;
  }
  get declineCall(): Locator {
    return this.page.getByRole("button", { name: "Decline call" });
  }
  get endCall(): Locator {
    return this.page.getByRole("button", { name: "End call" });
  }
  get finish(): Locator {
    return this.page.getByRole("button", { name: "Finish after conversation work" });
  }
  /** Of the call: how long it stands as it does, or how long it may yet. */
  get timer(): Locator {
    return this.page.getByRole("timer");
  }
  /** A control of the connected call by its accessible name. */
  control(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }
  get numberToCall(): Locator {
    return this.page.getByLabel("Phone number to call");
  }
  async dial(number: string): Promise<void> {
    await this.numberToCall.fill(number);
    await this.page.getByRole("button", { name: "Call", exact: true }).click();
  }
  get statusMenu(): Locator {
    return this.page.getByRole("button", { name: /Change your status/ });
  }
  get loginFrame(): FrameLocator {
    return this.page.frameLocator('iframe[title="Log in to the phone"]');
  }

  /** @param panel width of the Omni-Channel panel in pixels */
  async open(panel?: number): Promise<void> {
    const query = new URLSearchParams({ user: this.username, ...(panel ? { panel: String(panel) } : {}) });
    await this.page.goto(`${this.product.addresses.console}/?${query}`);
  }

  /** Shows or hides the Omni-Channel panel. */
  async minimize(): Promise<void> {
    await this.page
      .getByRole("contentinfo")
      .getByRole("button", { name: /^Omni-Channel/ })
      .click();
  }

  /** A list or a record by the name on its tab or in a list. */
  async show(name: string | RegExp): Promise<void> {
    await this.page
      .getByRole("main")
      .or(this.page.getByRole("navigation"))
      .getByRole("button", { name, exact: true })
      .first()
      .click();
  }

  async logIn(password = this.product.installation.practicePassword): Promise<void> {
    await this.typePassword(password);
    await expect(this.page.getByText("Phone ready")).toBeVisible();
  }

  async typePassword(password: string): Promise<void> {
    await this.loginFrame.getByLabel("Password").fill(password);
    await this.loginFrame.getByRole("button", { name: "Log in" }).click();
  }

  async setStatus(name: string): Promise<void> {
    await this.statusMenu.click();
    await this.page.getByRole("menuitemradio", { name }).click();
    await expect(this.statusMenu).toHaveAccessibleName(new RegExp(name));
  }

  /** The callers have hung up by now; finishes what that leaves, so that the next test starts with an idle agent. */
  async leaveClean(): Promise<void> {
    if (this.page.isClosed()) return;
    await expect(this.acceptCall).toBeHidden();
    await expect(this.endCall).toBeHidden();
    if (await this.finish.isVisible()) await this.finish.click();
    await expect.poll(() => this.openWork(), "the org holds no work of an agent who has finished").toEqual([]);
    await this.setStatus("Offline");
  }

  /** Works of this agent that the org holds open: nothing may be left of a call that is over. */
  private async openWork(): Promise<readonly unknown[]> {
    const { org } = this.product.addresses;
    const answer = await loopbackFetch(`${org}/console/state?user=${encodeURIComponent(this.username)}`);
    return ((await answer.json()) as { agentWork: unknown[] }).agentWork;
  }
}
