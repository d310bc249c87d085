import { expect, test } from "./support/fixtures.ts";
import { violationsOf } from "./support/axe.ts";
import { Operator } from "./support/operator.ts";
import { Org } from "./support/org.ts";
import { whileHung } from "./support/process-faults.ts";

const controls = [
  { on: "Mute", off: "Unmute", events: ["legMuted", "legUnmuted"], frame: "MUTE_TOGGLE" },
  { on: "Hold", off: "Resume", events: ["legHeld", "legResumed"], frame: "HOLD_TOGGLE" },
  {
    on: "Pause recording",
    off: "Resume recording",
    events: ["recordingPaused", "recordingResumed"],
    frame: "RECORDING_TOGGLE",
  },
] as const;

for (const { on, off, events, frame } of controls) {
  test(`${on}, then ${off}: done in the phone system before the agent sees it done`, async ({
    agent,
    caller,
    product,
  }) => {
    const call = await agent.talkTo(caller);
    const operator = new Operator(product);
    const logged = async () => (await operator.log(call.callId)).map((event) => event.type);
    await agent.control(on).click();
    await expect(agent.control(off)).toBeVisible();
    expect(await logged()).toContain(events[0]);
    await agent.control(off).click();
    await expect(agent.control(on)).toBeVisible();
    expect(await logged()).toContain(events[1]);
    const told = async () => (await new Org(product).events(agent.username, frame)).length;
    await expect.poll(told, { message: `${frame} for each, once` }).toBeGreaterThanOrEqual(2);
  });

  test(`${on} that the phone system does not do is a sentence, and nothing looks done`, async ({
    agent,
    caller,
    product,
  }) => {
    await agent.talkTo(caller);
    await whileHung(product, "switch", async () => {
      await agent.control(on).click();
      await expect(agent.control(on), "pending: not to be pressed again").toBeDisabled();
      await expect(agent.page.getByRole("alert").first()).toBeVisible({ timeout: 15_000 });
      await expect(agent.control(on)).toBeEnabled();
      await expect(agent.control(off)).toBeHidden();
    });
  });
}

test("a call on hold, muted and with its recording paused is still so after a reload", async ({ agent, caller }) => {
  await agent.talkTo(caller);
  for (const { on, off } of controls) {
    await agent.control(on).click();
    await expect(agent.control(off)).toBeVisible();
  }
  expect(await violationsOf(agent.page), "with everything pressed").toEqual([]);
  await agent.page.reload();
  await expect(agent.endCall).toBeVisible();
  for (const { off } of controls) await expect(agent.control(off)).toBeVisible();
  await agent.control("Resume").click();
  await expect(agent.control("Hold")).toBeVisible();
});

test("hold and resume work by keyboard alone", async ({ agent, caller }) => {
  await agent.talkTo(caller);
  await agent.control("Hold").focus();
  await agent.page.keyboard.press("Enter");
  await expect(agent.control("Resume"), "the focus stays where it was").toBeFocused();
  await agent.page.keyboard.press("Space");
  await expect(agent.control("Hold")).toBeFocused();
});

test("a control that is pressed can be read under the pointer", async ({ agent, caller }) => {
  await agent.talkTo(caller);
  await agent.control("Keypad").click();
  await agent.control("Keypad").hover();
  await expect(agent.control("Keypad")).toHaveCSS("color", "rgb(255, 255, 255)");
});

test("digits reach the phone system, one after the other, and stand in no log", async ({ agent, caller, product }) => {
  const call = await agent.talkTo(caller);
  await agent.control("Keypad").click();
  await agent.page.keyboard.type("4");
  for (const digit of ["1", "1"]) await agent.page.getByRole("button", { name: `Send ${digit}`, exact: true }).click();
  await agent.page.keyboard.type("1#");
  const operator = new Operator(product);
  await expect
    .poll(async () => (await operator.log(call.callId)).filter(({ type }) => type === "digitsSent").length)
    .toBe(5);
  expect(JSON.stringify(await operator.log(call.callId))).not.toContain('"digits"');
  const frames = await new Org(product).framesOf(agent.username);
  expect(JSON.stringify(frames.filter(({ frame }) => frame.type === "SEND_DIGITS"))).not.toMatch(/"[0-9#]"/);
  await expect(agent.page.getByRole("alert")).toHaveCount(0);
});
