import { violationsOf } from "./support/axe.ts";
import type { Caller, StartedCall } from "./support/caller.ts";
import { ConsolePage } from "./support/console-page.ts";
import { expect, test } from "./support/fixtures.ts";
import { changes, decode, lengthMs } from "./support/hear.ts";
import { Operator, type LoggedEvent } from "./support/operator.ts";
import { Org } from "./support/org.ts";
import { kill } from "./support/process-faults.ts";
import { RecordingPlayer } from "./support/recording-player.ts";

const CALLER_HZ = 400;
const AGENT_HZ = 550;
const TOLERANCE_MS = 100;

/** Addresses that expire while a test looks on. */
test.use({ settings: { server: { PT_RECORDING_URL_SECONDS: "5" } } });

/** The call goes on for so long: what is measured below is its real time. */
async function lasts(ms: number): Promise<void> {
  const start = Date.now();
  await expect.poll(() => Date.now() - start, { intervals: [50], timeout: ms + 5_000 }).toBeGreaterThanOrEqual(ms);
}

async function toggle(agent: ConsolePage, name: string, then: string): Promise<void> {
  await agent.control(name).click();
  await expect(agent.control(then)).toBeVisible();
}

/** A recorded call of a second or two, over, with its record in front. */
async function recordedCall(
  agent: ConsolePage,
  caller: Caller,
): Promise<{ call: StartedCall; player: RecordingPlayer }> {
  const call = await agent.talkTo(caller);
  await lasts(1_200);
  await agent.endCall.click();
  return { call, player: new RecordingPlayer(agent.page) };
}

interface At {
  readonly type: string;
  readonly at: number;
}
/** What must be heard, by the call's log alone: instants of the recording in milliseconds, without what was paused. */
function expectedChanges(log: readonly At[]): { changes: { at: number; tones: number[] }[]; endsAt: number } {
  const at = (type: string) => log.find((event) => event.type === type)!.at;
  const start = at("agentConnected");
  const paused = at("recordingPaused");
  const gap = at("recordingResumed") - paused;
  return {
    changes: [
      { at: 0, tones: [CALLER_HZ, AGENT_HZ] },
      { at: at("legHeld") - start, tones: [] },
      { at: at("legResumed") - start, tones: [CALLER_HZ, AGENT_HZ] },
      // Muted within the pause: the recording goes from one to the other without a moment between.
      { at: paused - start, tones: [CALLER_HZ] },
    ],
    endsAt: at("legEnded") - start - gap,
  };
}

test("the decoded recording has its tones, silences and gaps where the call's events say, within 100 ms", async ({
  agent,
  caller,
  product,
}) => {
  const call = await agent.talkTo(caller);
  const player = new RecordingPlayer(agent.page);
  await expect(player.region).toContainText("The recording is here once the call has ended.");
  await lasts(900);
  await toggle(agent, "Hold", "Resume");
  await lasts(900);
  await toggle(agent, "Resume", "Hold");
  await lasts(900);
  await toggle(agent, "Pause recording", "Resume recording");
  await toggle(agent, "Mute", "Unmute");
  await lasts(900);
  await toggle(agent, "Resume recording", "Pause recording");
  await lasts(900);
  await agent.endCall.click();

  const address = await player.address();
  expect(address.length).toBeLessThanOrEqual(1_000);
  const answer = await fetch(address);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "audio/wav"]);
  const heard = await decode(agent.page, Buffer.from(await answer.arrayBuffer()));
  const log = (await new Operator(product).log(call.callId)) as readonly (LoggedEvent & At)[];
  const expected = expectedChanges(log);
  const found = changes(heard, [CALLER_HZ, AGENT_HZ]);
  expect(found.map(({ tones }) => tones)).toEqual(expected.changes.map(({ tones }) => tones));
  for (const [index, change] of expected.changes.entries())
    expect(Math.abs(found[index]!.at - change.at), `${index}: ${JSON.stringify(change)}`).toBeLessThanOrEqual(
      TOLERANCE_MS,
    );
  expect(Math.abs(lengthMs(heard) - expected.endsAt)).toBeLessThanOrEqual(TOLERANCE_MS);

  const details = agent.page.getByRole("region", { name: "Details" });
  await expect(details.getByText(/^Recording of VC-/), "on the VoiceCall, by its one final update").toBeVisible();
  const org = new Org(product);
  const [record] = await org.voiceCalls(call.legId);
  expect(await org.updatesOf(record!.Id.slice(0, 15))).toEqual([200]);
});

test("it plays, seeks and ends by keyboard alone, and axe finds nothing", async ({ agent, caller }) => {
  const { player } = await recordedCall(agent, caller);
  await player.address();
  expect(await violationsOf(agent.page)).toEqual([]);
  const { keyboard } = agent.page;
  await player.position.focus();
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await expect(player.position).toHaveAttribute("aria-valuetext", /^0:00 of 0:0\d$/);
  await expect(player.position).toHaveValue("0.2");
  await player.play.focus();
  await keyboard.press("Enter");
  await expect(player.pause).toBeVisible();
  await expect.poll(() => player.played()).toBeGreaterThan(0.5);
  await keyboard.press("Space");
  await expect(player.play).toBeVisible();
  await player.back.press("Enter");
  await expect(player.position).toHaveValue("0");
  await player.speed.selectOption("2×");
  await player.play.press("Enter");
  await expect(player.pause).toBeVisible();
  await expect(player.play, "at its end it can be played again").toBeVisible();
  await expect(player.position).toHaveValue("0");
  await player.play.press("Enter");
  await expect(player.pause).toBeVisible();
  await player.forward.press("Enter");
  await expect(player.play).toBeVisible();
  await expect(player.position, "skipped past its end it stays there").not.toHaveValue("0");
  await player.forward.press("Enter");
  await expect(player.position).not.toHaveValue("0");
  await player.play.press("Enter");
  await expect(player.pause, "from there it plays from its start").toBeVisible();
  await expect(player.play).toBeVisible();
  await expect(player.position).toHaveValue("0");
});

test("an address that has expired while the page was open is asked for anew, and the recording plays", async ({
  agent,
  caller,
}) => {
  const { player } = await recordedCall(agent, caller);
  const expired = await player.address();
  await expect.poll(async () => (await fetch(expired)).status, { timeout: 15_000 }).toBe(410);
  expect(await (await fetch(expired)).json()).toMatchObject({ code: "recording.url-expired" });
  const tried: string[] = [];
  agent.page.on("request", (request) => {
    if (request.url().includes("/v1/recordings/")) tried.push(request.url());
  });
  await player.play.click();
  await expect(player.pause).toBeVisible();
  await expect.poll(() => player.played()).toBeGreaterThan(0.2);
  expect(tried[0]).toBe(expired);
  const fresh = await player.region.locator("audio").getAttribute("src");
  expect(fresh).not.toBe(expired);
  expect(tried.at(-1)).toBe(fresh);
});

test("from a host that the org does not trust nothing plays: the page says which and what to do", async ({
  agent,
  caller,
  product,
}) => {
  const { call, player } = await recordedCall(agent, caller);
  await player.address();
  const org = new Org(product);
  const [record] = await org.voiceCalls(call.legId);
  await org.trustForMedia(null);
  try {
    await agent.page.reload();
    await expect(agent.page.getByText("Phone ready")).toBeVisible();
    await agent.page.getByRole("button", { name: /^VC-/ }).first().click();
    await expect(player.region).toContainText(`may not play audio from ${product.addresses.server}`, {
      timeout: 15_000,
    });
    await expect(player.region).toContainText("Trusted URLs");
    await expect(player.play).toBeHidden();
    const verdict = await agent.page.evaluate(async (url) => {
      const refused = new Promise<string>((resolve) =>
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective)),
      );
      void new Audio(url).play().catch(() => {});
      return refused;
    }, `${product.addresses.server}/v1/recordings/x`);
    expect(verdict, "the browser holds it to that").toBe("media-src");
    expect(record?.VendorCallKey).toBe(call.legId);
  } finally {
    await org.trustForMedia(product.addresses.server);
  }
});

test("who is not logged in to the phone has no access, hears so, and gets it by logging in", async ({
  agent,
  caller,
  context,
  product,
}) => {
  const { call, player } = await recordedCall(agent, caller);
  const address = await player.address();
  const [record] = await new Org(product).voiceCalls(call.legId);
  const browser = context.browser()!;
  const elsewhere = await browser.newContext();
  const ben = new ConsolePage(await elsewhere.newPage(), product, product.usernames[1]!);
  await ben.open();
  await expect(ben.loginFrame.getByLabel("Password")).toBeVisible();
  await ben.page.getByRole("main").getByRole("button", { name: record!.Name }).click();
  const his = new RecordingPlayer(ben.page);
  await expect(his.region).toContainText("You don’t have access to this recording. Log in to your phone");
  await expect(his.play).toBeHidden();
  await ben.logIn();
  await his.address();
  await elsewhere.close();

  const stranger = async (url: string) => {
    const answer = await fetch(url);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  expect(await stranger(address.split("?")[0]!)).toEqual([401, "recording.url-unsigned"]);
  expect(await stranger(address.replace(/expires=\d+/, "expires=9999999999"))).toEqual([403, "recording.url-forged"]);
});

test("a call that was not recorded says so", async ({ agent, caller }) => {
  const call = await agent.talkTo(caller, { recording: false });
  await caller.hangsUp(call);
  await expect(new RecordingPlayer(agent.page).region).toContainText("This call was not recorded.");
});

test("a recording that was offered to a server which is killed is there after its restart", async ({
  agent,
  caller,
  product,
}) => {
  const call = await agent.talkTo(caller);
  await lasts(800);
  await kill(product, "server");
  // The telephony system goes on without the server: the caller hangs up, and what was recorded is kept there.
  await caller.hangsUp(call);
  await product.restart("server");
  await expect(agent.finish).toBeVisible({ timeout: 20_000 });
  await new RecordingPlayer(agent.page).address();
});
