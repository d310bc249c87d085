import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

test("whoever practises calls from the simulator, sees the call live, hangs up and reads its log", async ({
  agent,
  simulator,
}) => {
  await simulator.callsFrom("+14155550199");
  await expect(agent.acceptCall).toBeVisible();
  await expect(agent.page.getByText("+14155550199").first()).toBeVisible();
  await agent.takeCall();
  await expect(simulator.page.getByText(/connected/i).first()).toBeVisible();
  await expect(simulator.events.first()).toBeVisible();
  await simulator.hangUp.click();
  await expect(agent.finish).toBeVisible();
});

test("a number that is none is answered with a sentence and nothing rings", async ({ agent, simulator }) => {
  await simulator.callsFrom("not a number");
  const sentence = simulator.page.getByText(/number/i).filter({ hasText: /digits|phone number|\+1/i });
  await expect(sentence.first()).toBeVisible();
  await expect(agent.acceptCall).toBeHidden();
});

test("whoever practises calls a queue with what the IVR asked, and both stand on the agent's record", async ({
  agent,
  simulator,
}) => {
  const section = simulator.page.getByRole("region", { name: "Call simulator" });
  const data = section.getByLabel("Data from the IVR");
  await expect(data, "the simple call stays simple").toBeHidden();
  await simulator.callsQueueFrom("+14155550199", "support", "Reason__c=Billing question\nGold customer");
  await expect(section.getByRole("alert")).toHaveText("Line 2: Write name=value, such as Reason__c=Billing.");
  await expect(data).toBeFocused();
  await expect(agent.acceptCall).toBeHidden();
  expect(await violationsOf(simulator.page)).toEqual([]);

  await section.getByText("More", { exact: true }).click();
  await expect(data).toBeHidden();
  await section.getByRole("button", { name: "Inbound call" }).click();
  await expect(data, "opened where something is wrong").toBeFocused();
  await data.fill("Reason__c=Billing question\nRecordTypeId=012Lo0000000001AAA");
  await expect(section.getByRole("alert")).toBeHidden();
  await section.getByRole("button", { name: "Inbound call" }).click();
  await agent.takeCall();
  const details = agent.page.getByRole("region", { name: "Details" });
  await expect(agent.page.getByText("Queue: Support")).toBeVisible();
  await expect(details.getByText("Billing question")).toBeVisible();
  await expect(details.getByText("012Lo0000000001AAA")).toBeVisible();
  await simulator.hangUp.click();
  await expect(details.getByText("Support", { exact: true }), "the queue, with the call's end").toBeVisible();
  await expect(agent.finish).toBeVisible();
});

test("screen readers find nothing wrong with simulator, log-in page, ringing and connected console", async ({
  agent,
  caller,
  simulator,
}) => {
  await caller.calls();
  await expect(agent.acceptCall).toBeVisible();
  await expect(simulator.page.getByText("+14155550101").filter({ visible: true }).first()).toBeVisible();
  expect(await violationsOf(simulator.page), "simulator").toEqual([]);
  expect(await violationsOf(agent.page), "ringing").toEqual([]);
  await agent.takeCall();
  await expect(agent.page.getByRole("heading", { level: 1, name: /^VC-/ }), "the record has loaded").toBeVisible();
  expect(await violationsOf(agent.page), "connected").toEqual([]);
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
  expect(await violationsOf(agent.page), "after conversation work").toEqual([]);
});

test("whoever practises sees a call's recording run, paused by the agent, and its file after the end", async ({
  agent,
  simulator,
}) => {
  const recording = simulator.page.getByRole("region", { name: "Call recording" });
  await expect(recording).toContainText("No call.");
  await simulator.callsFrom("+14155550199");
  await agent.takeCall();
  await expect(recording).toContainText("Recording");
  await agent.control("Pause recording").click();
  await expect(recording).toContainText("Paused The agent has paused it");
  await agent.control("Resume recording").click();
  await expect(recording).toContainText("What everybody says from the first answer on is recorded.");
  expect(await violationsOf(simulator.page)).toEqual([]);
  await simulator.hangUp.click();
  await expect(recording).toContainText(/Ready 0:\d\d long, \d+ KB of audio\/wav, offered to the server\./);
});

test("whoever practises does not take what was said and recorded of one call for the next call's", async ({
  agent,
  caller,
  simulator,
}) => {
  const { page } = simulator;
  const recording = page.getByRole("region", { name: "Call recording" });
  await simulator.callsFrom("+14155550199");
  await agent.takeCall();
  await simulator.addToTranscript("Hello");
  await expect(page.getByText("Customer said it.")).toBeVisible();
  await simulator.hangUp.click();
  await agent.finish.click();
  await agent.talkTo(caller);
  await expect(page.getByRole("region", { name: "Call transcript" })).toContainText("+14155550101");
  await expect(page.getByText("Customer said it.")).toBeHidden();
  await expect(recording).toContainText("Ready");
  await expect(recording, "whose it is").toContainText("+14155550199");
});
