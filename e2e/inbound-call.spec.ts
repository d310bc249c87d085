import { expect, test } from "./support/fixtures.ts";
import { Operator } from "./support/operator.ts";
import { Org } from "./support/org.ts";

/** HANGUP comes as an array of calls or as one call, the other events as one call. */
const aboutCall = (vendorCallKey: string) => (event: { payload: unknown }) =>
  JSON.stringify(event.payload).includes(vendorCallKey);

test("an agent takes a call, ends it, finishes the work and is available again", async ({ agent, caller, product }) => {
  const org = new Org(product);
  const call = await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  await expect(agent.page.getByText("+14155550101").first()).toBeVisible();
  await agent.takeCall();
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
  await agent.finish.click();
  await expect(agent.finish).toBeHidden();

  await expect
    .poll(async () => (await org.voiceCalls(call.legId)).map((record) => record.CallDisposition), {
      message: "one record, completed",
    })
    .toEqual(["completed"]);
  for (const event of ["CALL_STARTED", "CALL_CONNECTED", "HANGUP", "AFTER_CALL_WORK_STARTED"])
    await expect
      .poll(async () => (await org.events(agent.username, event)).filter(aboutCall(call.legId)).length, {
        message: `${event} once`,
      })
      .toBe(1);
  const again = await caller.calls();
  await expect(agent.acceptCall, "the agent is available: the next call rings").toBeVisible();
  await caller.hangsUp(again);
});

test("the VoiceCall is there before the connector says CALL_STARTED", async ({ agent, caller, product }) => {
  const org = new Org(product);
  const call = await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  const started = await org.eventAbout(agent.username, "CALL_STARTED", call.legId);
  const [created] = await org.requests("create", call.legId);
  expect(created!.at).toBeLessThanOrEqual(started.at);
  const [record] = await org.voiceCalls(call.legId);
  expect((started.payload["callAttributes"] as { voiceCallId: string }).voiceCallId.slice(0, 15)).toBe(
    record!.Id.slice(0, 15),
  );
});

test("a declined call goes on ringing at somebody else and the agent owes no work", async ({
  agent,
  caller,
  product,
}) => {
  const call = await caller.calls();
  await agent.declineCall.click();
  await expect(agent.acceptCall).toBeHidden();
  await expect(agent.finish).toBeHidden();
  const log = await new Operator(product).log(call.callId);
  expect(log.map((event) => event.type)).toContain("offerEnded");
  expect(
    log.map((event) => event.type),
    "the caller is still on the line",
  ).not.toContain("callEnded");
});

test("a caller who gives up takes the call off the agent's screen", async ({ agent, caller }) => {
  const call = await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  await caller.hangsUp(call);
  await expect(agent.acceptCall).toBeHidden();
  await expect(agent.finish).toBeHidden();
});

test("a caller who hangs up in the middle leaves the agent with the after conversation work", async ({
  agent,
  caller,
}) => {
  const call = await agent.talkTo(caller);
  await caller.hangsUp(call);
  await expect(agent.finish).toBeVisible();
  await expect(agent.endCall).toBeHidden();
});

test("an Enter held or pressed twice answers a call and ends nothing", async ({ agent, caller }) => {
  const call = await caller.calls();
  const heading = agent.page.locator(".console-call__title");
  const { keyboard } = agent.page;
  await agent.acceptCall.focus();
  await keyboard.down("Enter");
  await expect(agent.endCall).toBeEnabled();
  await expect(heading, "the keyboard goes on at the call, at nothing that ends it").toBeFocused();
  await keyboard.down("Enter");
  await keyboard.up("Enter");
  await keyboard.press("Enter");
  await expect(agent.endCall).toBeEnabled();

  await keyboard.down("Enter");
  await agent.endCall.focus();
  await keyboard.down("Enter");
  await keyboard.up("Enter");
  await expect(agent.endCall, "an Enter held since before does not end it either").toBeEnabled();
  await caller.hangsUp(call);
  await expect(agent.finish).toBeVisible();
  await expect(heading).toBeFocused();
});

test("answer, end and finish work by keyboard alone", async ({ agent, caller }) => {
  await caller.calls();
  await agent.acceptCall.focus();
  await agent.page.keyboard.press("Enter");
  await expect(agent.endCall).toBeVisible();
  await agent.endCall.focus();
  await agent.page.keyboard.press("Enter");
  await expect(agent.finish).toBeVisible();
  await agent.finish.focus();
  await agent.page.keyboard.press("Enter");
  await expect(agent.finish).toBeHidden();
  await expect(
    agent.page.getByRole("heading", { name: "Phone", exact: true }),
    "and goes on at the phone",
  ).toBeFocused();
});
