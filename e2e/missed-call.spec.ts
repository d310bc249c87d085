import { expect, test } from "./support/fixtures.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { FarEnd } from "./support/far-end.ts";
import { Operator } from "./support/operator.ts";
import { Org } from "./support/org.ts";

/** Guide, chapter 12, "Handling Missed Calls and Call Errors": who failed is said, and what becomes of the conversation. */

/** The server's own push time-out (`offerMs`, 20 s) and a margin. */
const MISSED_WITHIN_MS = 30_000;
/** The server rings an agent who has had the call again after 5 s (`offerAgainMs`). */
const AGAIN_WITHIN_MS = 15_000;

interface Ending {
  readonly reason: string;
  readonly agentStatus?: string;
  readonly closeCallOnError?: boolean;
}
async function endingOf(org: Org, username: string, vendorCallKey: string): Promise<Ending> {
  const ended = await org.eventAbout(username, "HANGUP", vendorCallKey);
  const [hungUp] = [ended.payload].flat() as unknown as Ending[];
  return { ...hungUp!, closeCallOnError: hungUp!.closeCallOnError ?? false };
}
const dispositions = async (org: Org, vendorCallKey: string) =>
  (await org.voiceCalls(vendorCallKey)).map(({ CallDisposition }) => CallDisposition);

for (const { title, agentStatus, sentence, act } of [
  {
    title: "an agent declines",
    agentStatus: "DeclinedByAgent",
    sentence: /You declined the call/,
    act: (agent: ConsolePage) => agent.declineCall.click(),
  },
  {
    title: "an agent does not answer",
    agentStatus: "MissedCallAgent",
    sentence: /You missed a call/,
    act: () => Promise.resolve(),
  },
  {
    title: "an agent's phone cannot take",
    agentStatus: "FailedConnectAgent",
    sentence: /could not be connected to your phone/,
    act: async (_agent: ConsolePage, farEnd: FarEnd) => farEnd.fails(await farEnd.agentRings()),
  },
])
  test(`a call that ${title} is offered to the next one under the same VoiceCall`, async ({
    agent,
    colleague,
    caller,
    product,
  }) => {
    const org = new Org(product);
    const call = await caller.calls();
    await expect(agent.acceptCall).toBeVisible();
    await colleague.setStatus("Available for Voice");
    await act(agent, new FarEnd(product));

    await expect(colleague.acceptCall).toBeVisible({ timeout: MISSED_WITHIN_MS });
    await expect(agent.page.getByText(sentence).first()).toBeVisible();
    await expect(agent.finish, "no after conversation work for a call that never was").toBeHidden();
    expect(await endingOf(org, agent.username, call.legId), "and the conversation stays open").toMatchObject({
      reason: "error",
      agentStatus,
      closeCallOnError: false,
    });

    await colleague.takeCall();
    expect(await dispositions(org, call.legId)).toEqual(["in-progress"]);
    await caller.hangsUp(call);
    await colleague.finish.click();
  });

test("a declined call that nobody else can take waits in its queue, and rings again under the same VoiceCall", async ({
  agent,
  caller,
  product,
}) => {
  const [org, operator] = [new Org(product), new Operator(product)];
  const call = await caller.calls();
  await agent.declineCall.click();
  await expect(agent.acceptCall).toBeHidden();
  const phase = async () => (await operator.activeCalls()).find(({ callId }) => callId === call.callId)?.phase;
  await expect.poll(phase, "it waits").toBe("waiting");
  expect(await dispositions(org, call.legId)).toEqual(["new"]);
  await agent.acceptCall.click({ timeout: AGAIN_WITHIN_MS });
  await expect(agent.control("Hold")).toBeVisible();
  expect(await dispositions(org, call.legId)).toEqual(["in-progress"]);
  await caller.hangsUp(call);
  await expect(agent.finish).toBeVisible();
});

test("a caller who gives up while it rings: no fault of the agent, and the conversation is closed", async ({
  agent,
  caller,
  product,
}) => {
  const org = new Org(product);
  const call = await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  await caller.hangsUp(call);
  await expect(agent.page.getByText(/ended before you answered/)).toBeVisible();
  expect(await endingOf(org, agent.username, call.legId)).toMatchObject({
    reason: "error",
    agentStatus: "FailedConnectCustomer",
    closeCallOnError: true,
  });
  await expect.poll(() => dispositions(org, call.legId)).toEqual(["completed"]);
  expect(await org.workOf(agent.username, call.legId), "nothing is left with the agent").toBeNull();
});

for (const [title, happens] of [
  ["is busy", "isBusy"],
  ["does not answer", "doesNotAnswer"],
] as const)
  test(`a customer who ${title}: the agent's own call has failed and is closed`, async ({ agent, caller, product }) => {
    void caller;
    const [org, farEnd] = [new Org(product), new FarEnd(product)];
    await agent.dial("+14155550179");
    const leg = await farEnd.rings("+14155550179");
    await farEnd[happens](leg);
    await expect(agent.page.getByText(/could not be connected/).first()).toBeVisible();
    expect(await endingOf(org, agent.username, leg.legId)).toMatchObject({
      reason: "error",
      agentStatus: "FailedConnectCustomer",
      closeCallOnError: true,
    });
    await expect.poll(() => dispositions(org, leg.legId)).toEqual(["completed"]);
  });

test("a caller who gives up while waiting leaves no routing behind in the org", async ({ agent, caller, product }) => {
  const org = new Org(product);
  await agent.setStatus("Offline");
  const call = await caller.calls();
  await org.letWait(call.legId, "support");
  expect(await org.pendingRouting()).toHaveLength(1);
  await caller.hangsUp(call);
  await expect.poll(() => org.pendingRouting(), "cleared by the server").toEqual([]);
  await expect.poll(() => dispositions(org, call.legId)).toEqual(["completed"]);
  expect(await org.findings(), "and before the final update").not.toContain("routing.left-behind");
});
