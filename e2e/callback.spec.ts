import { expect, test } from "./support/fixtures.ts";
import { violationsOf } from "./support/axe.ts";
import { FarEnd } from "./support/far-end.ts";
import { Operator } from "./support/operator.ts";
import { Org } from "./support/org.ts";

/** Guide, chapter 9, "Queued Callbacks". */

const NUMBER = "+14155550166";
/** HANGUP about this call, as Salesforce hears it. */
async function endingOf(org: Org, username: string, vendorCallKey: string) {
  const ended = await org.eventAbout(username, "HANGUP", vendorCallKey);
  const [call] = [ended.payload].flat() as { closeCallOnError?: boolean }[];
  return { ...call, closeCallOnError: call!.closeCallOnError ?? false };
}
const records = async (org: Org, vendorCallKey: string) =>
  (await org.voiceCalls(vendorCallKey)).map(({ CallType, CallDisposition }) => [CallType, CallDisposition]);

test("who waits too long asks for a callback, and talks to the agent who accepts it: a VoiceCall that follows the first", async ({
  agent,
  caller,
  simulator,
  product,
}) => {
  const [org, farEnd] = [new Org(product), new FarEnd(product)];
  await agent.setStatus("Busy");
  const first = await caller.calls(NUMBER);
  await simulator.requestsCallback(NUMBER, { after: new RegExp(`^\\${NUMBER}`) });
  const waits = simulator.page.getByText("It waits for an agent to accept; the customer is dialed then.");
  await expect(waits).toBeVisible();
  expect(await violationsOf(simulator.page)).toEqual([]);
  await agent.setStatus("Available for Voice");

  await expect(agent.page.getByText("Callback", { exact: true }).first()).toBeVisible();
  await agent.acceptCall.click();
  const leg = await farEnd.rings(NUMBER);
  await expect(agent.page.getByText("Dialing").first()).toBeVisible();
  await farEnd.answers(leg);
  await expect(agent.control("Hold")).toBeVisible();
  await expect(agent.page.getByRole("heading", { level: 1, name: /^VC-/ }), "the record has loaded").toBeVisible();
  expect(await violationsOf(agent.page)).toEqual([]);
  const [record] = await org.voiceCalls(leg.legId);
  const [before] = await org.voiceCalls(first.legId);
  expect(record).toMatchObject({ CallType: "Callback", CallDisposition: "in-progress", PreviousCallId: before!.Id });
  await agent.endCall.click();
  await agent.finish.click();
  await expect.poll(() => records(org, leg.legId), "one record, completed").toEqual([["Callback", "completed"]]);
  expect(await org.requests("create", leg.legId), "made by the org").toEqual([]);
});

for (const { title, happens, agentStatus, sentence } of [
  { title: "misses it", happens: "doesNotAnswer", agentStatus: "MissedCallStatus", sentence: /did not answer/ },
  { title: "is busy", happens: "isBusy", agentStatus: "FailedConnectCustomer", sentence: /The line is busy/ },
] as const)
  test(`a customer who is called back and ${title}: the agent reads it, and is free for the next call`, async ({
    agent,
    caller,
    product,
  }) => {
    const [org, farEnd] = [new Org(product), new FarEnd(product)];
    await caller.asksForCallback(NUMBER);
    await agent.acceptCall.click();
    const leg = await farEnd.rings(NUMBER);
    await farEnd[happens](leg);
    await expect(agent.page.getByText(sentence).first()).toBeVisible();
    await expect(agent.finish, "no after conversation work for a call that never was").toBeHidden();
    expect(await endingOf(org, agent.username, leg.legId)).toMatchObject({
      reason: "error",
      agentStatus,
      closeCallOnError: true,
    });
    await expect.poll(() => records(org, leg.legId)).toEqual([["Callback", "completed"]]);
    await caller.calls();
    await expect(agent.acceptCall).toBeVisible();
  });

test("a callback asked of a certain agent who declines it goes to the next one, as the same VoiceCall", async ({
  agent,
  colleague,
  caller,
  product,
}) => {
  const [org, farEnd, operator] = [new Org(product), new FarEnd(product), new Operator(product)];
  await colleague.setStatus("Available for Voice");
  const { callId, legId } = await caller.asksForCallback(NUMBER, { agent: agent.username });
  await expect(agent.acceptCall).toBeVisible();
  await expect(colleague.acceptCall, "asked of the other one").toBeHidden();
  await agent.declineCall.click();
  await expect(colleague.acceptCall).toBeVisible();
  expect(await endingOf(org, agent.username, legId)).toMatchObject({
    reason: "error",
    agentStatus: "DeclinedByAgent",
    closeCallOnError: false,
  });
  await colleague.acceptCall.click();
  await farEnd.answers(await farEnd.rings(NUMBER));
  await expect(colleague.control("Hold")).toBeVisible();
  await expect.poll(() => records(org, legId), "one record").toEqual([["Callback", "in-progress"]]);
  await colleague.endCall.click();
  await colleague.finish.click();
  const isOpen = async () => (await operator.activeCalls()).some((call) => call.callId === callId);
  await expect.poll(isOpen, "nothing is left of it").toBe(false);
});
