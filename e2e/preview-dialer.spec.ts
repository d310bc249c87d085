import type { Locator, Page } from "@playwright/test";
import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";
import { FarEnd } from "./support/far-end.ts";
import { Org } from "./support/org.ts";

// Somebody to call for each test: a call that was made or skipped is off the list.
const contacts = ["Carla Caller", "Deniz Demir", "Emil Eder", "Fatma Fuchs", "Greta Graf", "Hanno Huber"].map(
  (name, index) => ({ name, phone: `+1415555010${index + 1}` }),
);
const records = contacts.map(({ name, phone }) => ({
  object: "PreviewCall__c",
  owner: "ada@northwind.example",
  fields: { Contact__c: { contact: name }, PhoneNumber__c: phone, Reason__c: "Ask how the delivery went" },
}));
test.use({ definition: { contacts, records } });

/** The package's preview dialer in the utility bar. */
class Dialer {
  readonly panel: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole("region", { name: "Preview Dialer" }).first();
  }

  async open(): Promise<void> {
    await this.page.getByRole("contentinfo").getByRole("button", { name: "Preview Dialer" }).click();
    await expect(this.list).toBeVisible();
  }
  get list(): Locator {
    return this.panel.getByRole("listbox", { name: "Calls to make" });
  }
  get name(): Locator {
    return this.panel.getByRole("heading", { level: 3 });
  }
  /** Of the call that is previewed. */
  number(): Promise<string> {
    return this.panel.locator("dd").first().innerText();
  }
  get call(): Locator {
    return this.panel.getByRole("button", { name: /^Call / });
  }
  get skip(): Locator {
    return this.panel.getByRole("button", { name: "Skip" });
  }
  async note(outcome: string): Promise<void> {
    await this.panel.getByLabel("Outcome").selectOption({ label: outcome });
    await this.panel.getByLabel("Note").fill("talked about the delivery");
    await this.panel.getByRole("button", { name: "Save and next" }).click();
  }
}
const e164 = (number: string): string => `+${number.replace(/\D/g, "").replace(/^(?!1)/, "1")}`;

test("an agent works the list: the record is previewed, dialed as a preview call, and its outcome noted", async ({
  agent,
  caller,
  product,
}) => {
  void caller;
  const [org, farEnd, dialer] = [new Org(product), new FarEnd(product), new Dialer(agent.page)];
  await dialer.open();
  const first = await dialer.name.innerText();
  expect(await violationsOf(agent.page)).toEqual([]);
  const number = e164(await dialer.number());
  await dialer.call.click();
  const leg = await farEnd.rings(number);
  await expect(dialer.panel.getByText(`It rings at ${first}`)).toBeVisible();
  await farEnd.answers(leg);
  await expect(dialer.panel.getByText(`You are talking to ${first}`)).toBeVisible();
  const record = async () => (await org.voiceCalls(leg.legId)).map((one) => [one.CallType, one.CallOrigin]);
  await expect.poll(record, "Salesforce's record").toEqual([["Outbound", "Preview"]]);
  await agent.endCall.click();
  await expect(dialer.panel.getByText("The call is over. Note what it came to.")).toBeVisible();
  expect(await violationsOf(agent.page)).toEqual([]);
  await dialer.note("Reached");
  await expect(dialer.name).not.toHaveText(first);
  await expect(dialer.name, "the keyboard goes on with the next record").toBeFocused();
});

test("a page reloaded in the middle of a preview call asks for its outcome, and calls nobody else before", async ({
  agent,
  caller,
  product,
}) => {
  void caller;
  const [farEnd, dialer] = [new FarEnd(product), new Dialer(agent.page)];
  await dialer.open();
  const first = await dialer.name.innerText();
  await dialer.call.click();
  await farEnd.answers(await farEnd.rings(e164(await dialer.number())));
  await expect(dialer.panel.getByText(`You are talking to ${first}`)).toBeVisible();
  await agent.page.reload();
  await expect(agent.endCall).toBeVisible();
  await dialer.open();
  await expect(dialer.name).toHaveText(first);
  await expect(dialer.panel.getByText(`${first} was called before this page was loaded.`)).toBeVisible();
  await expect(dialer.call).toBeDisabled();
  await agent.endCall.click();
  await agent.finish.click();
  await dialer.note("Reached");
  await expect(dialer.name).not.toHaveText(first);
});

test("a busy line asks for an outcome; the list is chosen and skipped by keyboard", async ({
  agent,
  caller,
  product,
}) => {
  void caller;
  const [farEnd, dialer] = [new FarEnd(product), new Dialer(agent.page)];
  await dialer.open();
  await dialer.list.getByRole("option", { selected: true }).focus();
  await agent.page.keyboard.press("End");
  await expect(dialer.list.getByRole("option").last()).toBeFocused();
  const last = await dialer.name.innerText();
  await expect(dialer.list.getByRole("option", { selected: true })).toContainText(last);
  await dialer.call.focus();
  await agent.page.keyboard.press("Enter");
  await farEnd.isBusy(await farEnd.rings(e164(await dialer.number())));
  await expect(dialer.panel.getByText(/Nobody answered, or the line was busy/)).toBeVisible();
  await dialer.note("Busy");
  await expect(dialer.name).not.toHaveText(last);
});

test("a call that does not start is told, and can be skipped", async ({ agent }) => {
  const dialer = new Dialer(agent.page);
  await agent.setStatus("Offline");
  await dialer.open();
  const name = await dialer.name.innerText();
  await dialer.call.click();
  await expect(dialer.panel.getByRole("alert")).toContainText("The call did not start", { timeout: 20_000 });
  await dialer.skip.click();
  await expect(dialer.panel.getByRole("heading", { level: 3, name, exact: true })).toBeHidden();
});

test("nobody is dialed while the agent is on another call or in its after conversation work", async ({
  agent,
  caller,
}) => {
  const dialer = new Dialer(agent.page);
  await dialer.open();
  await agent.talkTo(caller);
  await expect(dialer.panel.getByText("You are on another call. End it first.")).toBeVisible();
  await expect(dialer.call).toBeDisabled();
  await agent.endCall.click();
  await expect(dialer.panel.getByText("Finish after conversation work first.")).toBeVisible();
  await expect(dialer.call).toBeDisabled();
  expect(await violationsOf(agent.page)).toEqual([]);
  await agent.finish.click();
  await expect(dialer.call).toBeEnabled();
});
