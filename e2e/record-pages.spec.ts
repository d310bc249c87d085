import { expect, test } from "./support/fixtures.ts";
import { violationsOf } from "./support/axe.ts";
import { FarEnd } from "./support/far-end.ts";
import { Operator } from "./support/operator.ts";
import { Org } from "./support/org.ts";

/** Guide, chapter 13, Use Click-to-Dial: from record pages, while no call is there. */
test("a contact's page dials with the contact's own prefix, and the extension once somebody answers", async ({
  agent,
  caller,
  product,
}) => {
  void caller;
  const [farEnd, operator] = [new FarEnd(product), new Operator(product)];
  await agent.show("Contacts");
  await agent.show("Kaya Kontor");
  await expect(agent.page.getByRole("heading", { name: "Kaya Kontor" })).toBeVisible();
  expect(await violationsOf(agent.page)).toEqual([]);
  await agent.show("Call Kaya Kontor at +1 415 555 0103 ext. 204");
  const leg = await farEnd.rings("+14155550103");
  await expect(
    agent.page.getByRole("heading", { name: "Kaya Kontor" }).last(),
    "the widget knows who it is",
  ).toBeVisible();
  await expect(agent.page.getByRole("button", { name: /^Call Kaya/ }), "not in a call").toHaveCount(0);
  const [call] = await operator.activeCalls();
  const digits = async () => (await operator.log(call!.callId)).filter(({ type }) => type === "digitsSent").length;
  expect(await digits(), "nobody is there to hear it").toBe(0);
  await farEnd.answers(leg);
  await expect(agent.control("Hold")).toBeVisible();
  await expect.poll(digits, "dialed once").toBe(1);
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
});

test("a case's page dials its contact, and leads there", async ({ agent, caller, product }) => {
  void caller;
  await agent.show("Cases");
  await agent.show("00000001");
  await expect(agent.page.getByRole("heading", { name: "Router keeps restarting" })).toBeVisible();
  expect(await violationsOf(agent.page)).toEqual([]);
  await agent.show("Carla Caller");
  await expect(agent.page.getByRole("heading", { name: "Carla Caller" })).toBeVisible();
  await agent.show("Cases");
  await agent.show("00000001");
  await agent.show(/^Call Carla Caller/);
  const leg = await new FarEnd(product).rings("+14155550101");
  await agent.endCall.click();
  await expect(agent.endCall).toBeHidden();
  const ended = async () => (await new FarEnd(product).legs()).some(({ legId }) => legId === leg.legId);
  await expect.poll(ended).toBe(false);
});

test("a contact without a number, and a case without a contact, say so", async ({ agent, caller }) => {
  void caller;
  await agent.show("Contacts");
  await agent.show("Nora Nonumber");
  await expect(agent.page.getByText("There is no phone number for this contact.")).toBeVisible();
  await agent.show("Cases");
  await agent.show("00000002");
  await expect(agent.page.getByText(/names no contact, so there is nobody to call/)).toBeVisible();
  expect(await violationsOf(agent.page)).toEqual([]);
});

test("a number that cannot be dialed is a sentence on the record page too", async ({ agent, caller, product }) => {
  void caller;
  await agent.setStatus("Offline");
  await agent.show("Contacts");
  await agent.show("Carla Caller");
  await expect(agent.page.getByText("+14155550101")).toBeVisible();
  await expect(agent.page.getByRole("button", { name: /^Call Carla/ }), "who is offline calls nobody").toHaveCount(0);
  expect(await new Org(product).findings()).not.toContain("voice-call.duplicate-key");
});
