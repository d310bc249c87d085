import { expect, test } from "./support/fixtures.ts";
import { ConsolePage } from "./support/console-page.ts";
import { Org } from "./support/org.ts";

/** The server's own push time-out (`offerMs`, 20 s) and a margin. */
const MISSED_WITHIN_MS = 30_000;

for (const { title, agentStatus, sentence, act } of [
  {
    title: "declines",
    agentStatus: "DeclinedByAgent",
    sentence: /You declined the call/,
    act: (agent: ConsolePage) => agent.declineCall.click(),
  },
  {
    title: "does not answer",
    agentStatus: "MissedCallAgent",
    sentence: /You missed a call/,
    act: () => Promise.resolve(),
  },
])
  test(`a call that the first agent ${title} is offered to the second one under the same VoiceCall`, async ({
    agent,
    caller,
    chromium,
    product,
  }) => {
    const org = new Org(product);
    const context = await chromium.browser.newContext();
    const second = new ConsolePage(await context.newPage(), product, product.usernames[1]!);
    await second.open();
    await second.logIn();
    const call = await caller.calls();
    await expect(agent.acceptCall).toBeVisible();
    await second.setStatus("Available for Voice");
    await act(agent);

    await expect(second.acceptCall).toBeVisible({ timeout: MISSED_WITHIN_MS });
    await expect(agent.page.getByText(sentence).first()).toBeVisible();
    await expect(agent.finish, "no after conversation work for a call that never was").toBeHidden();
    const ended = await org.eventAbout(agent.username, "HANGUP", call.legId);
    const [hungUp] = [ended.payload].flat() as { reason: string; agentStatus: string; closeCallOnError?: boolean }[];
    expect(hungUp).toMatchObject({ reason: "error", agentStatus });
    expect(hungUp!.closeCallOnError ?? false, "the conversation stays open").toBe(false);

    await second.acceptCall.click();
    await expect(second.endCall).toBeVisible();
    const records = await org.voiceCalls(call.legId);
    expect(records.map(({ CallDisposition }) => CallDisposition)).toEqual(["in-progress"]);
    await caller.hangsUp(call);
    await second.finish.click();
    await second.setStatus("Offline");
    await context.close();
  });
