import { expect, test } from "./support/fixtures.ts";
import { violationsOf } from "./support/axe.ts";
import { FarEnd } from "./support/far-end.ts";
import { Org } from "./support/org.ts";

test("an agent types a number, the customer answers, and the org's own record is completed by the server", async ({
  agent,
  caller,
  product,
}) => {
  void caller;
  const [org, farEnd] = [new Org(product), new FarEnd(product)];
  await agent.dial("(415) 555-0177");
  const leg = await farEnd.rings("+14155550177");
  await expect(agent.page.getByText("Dialing").first()).toBeVisible();
  await farEnd.answers(leg);
  await expect(agent.control("Hold")).toBeVisible();
  expect(await violationsOf(agent.page)).toEqual([]);
  await agent.endCall.click();
  await agent.finish.click();
  await expect(agent.finish).toBeHidden();
  const record = async () => (await org.voiceCalls(leg.legId)).map((one) => [one.CallType, one.CallDisposition]);
  await expect.poll(record, { message: "one record, made by the org, completed" }).toEqual([["Outbound", "completed"]]);
  await expect.poll(() => org.updatesOf(leg.legId), { message: "the final update by vendorCallKey" }).toContain(200);
  expect(await org.requests("create", leg.legId), "the server makes no record of an outbound call").toEqual([]);
});

for (const { title, happens, sentence, disconnectReason } of [
  { title: "is busy", happens: "isBusy", sentence: /The line is busy/, disconnectReason: "BUSY" },
  { title: "does not answer", happens: "doesNotAnswer", sentence: /Nobody answered/, disconnectReason: "NO_ANSWER" },
  {
    title: "cannot be reached",
    happens: "isNotReachable",
    sentence: /cannot be reached now/,
    disconnectReason: "NOT_REACHABLE",
  },
  {
    title: "does not exist",
    happens: "isUnknown",
    sentence: /Nobody can be reached at this number/,
    disconnectReason: "NUMBER_UNKNOWN",
  },
] as const)
  test(`a customer who ${title}: the agent reads it, the record says it, and the next call rings`, async ({
    agent,
    caller,
    product,
  }) => {
    const [org, farEnd] = [new Org(product), new FarEnd(product)];
    await agent.dial("+14155550178");
    const leg = await farEnd.rings("+14155550178");
    await farEnd[happens](leg);
    await expect(agent.page.getByText(/could not be connected/).first()).toBeVisible();
    await expect(agent.page.getByText(sentence).first()).toBeVisible();
    await expect(agent.endCall).toBeHidden();
    await expect(agent.finish).toBeHidden();
    const said = async () =>
      (await org.updates())
        .filter(({ path }) => path.includes(leg.legId))
        .map(({ body }) => body?.["disconnectReason"]);
    await expect.poll(said, "on the record").toEqual([{ value: disconnectReason, isError: false }]);
    await expect(agent.numberToCall).toBeVisible();
    await caller.calls();
    await expect(agent.acceptCall).toBeVisible();
  });

test("a number that cannot be dialed is a sentence, and nothing is dialed", async ({ agent, caller, product }) => {
  void caller;
  await agent.dial("12");
  await expect(agent.page.getByText("This number cannot be dialed.")).toBeVisible();
  await expect(agent.numberToCall).toBeEnabled();
  expect((await new FarEnd(product).legs()).filter(({ state }) => state === "ringing")).toEqual([]);
});

test("an agent who is offline is told so before anything is dialed", async ({ agent, caller }) => {
  void caller;
  await agent.setStatus("Offline");
  await agent.dial("+14155550179");
  await expect(agent.page.getByText(/You are offline/).first()).toBeVisible();
});

test("click-to-dial from Contacts and from Cases while no call is there, and not in a call", async ({
  agent,
  caller,
  product,
}) => {
  void caller;
  const farEnd = new FarEnd(product);
  const carla = agent.page.getByRole("button", { name: /^Call Carla Caller/ });
  for (const list of ["Contacts", "Cases"]) {
    await agent.page.getByRole("button", { name: list, exact: true }).click();
    await carla.first().click();
    const leg = await farEnd.rings("+14155550101");
    await expect(carla).toHaveCount(0);
    await agent.endCall.click();
    await expect(agent.endCall).toBeHidden();
    await expect
      .poll(async () => (await farEnd.legs()).find(({ legId }) => legId === leg.legId)?.state)
      .not.toBe("ringing");
    if (await agent.finish.isVisible()) await agent.finish.click();
    await expect(agent.numberToCall).toBeVisible();
  }
});

test("a screen reader hears of the call that is dialed, and no longer of the last one", async ({
  agent,
  caller,
  product,
}) => {
  const said = agent.page.locator("[aria-live=assertive]");
  await agent.talkTo(caller);
  await expect(said).toHaveText("Connected to +14155550101.");
  await agent.endCall.click();
  await agent.finish.click();
  await expect(said).toHaveText("After conversation work has ended.");
  await agent.dial("+14155550173");
  const leg = await new FarEnd(product).rings("+14155550173");
  await expect(said).toHaveText("Dialing +14155550173.");
  await new FarEnd(product).answers(leg);
  await expect(said).toHaveText("Connected to +14155550173.");
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
});

test("dial and end by keyboard alone", async ({ agent, caller, product }) => {
  void caller;
  await agent.numberToCall.focus();
  await agent.page.keyboard.type("+14155550180");
  await agent.page.keyboard.press("Enter");
  await new FarEnd(product).rings("+14155550180");
  await agent.endCall.focus();
  await agent.page.keyboard.press("Enter");
  await expect(agent.endCall).toBeHidden();
});
