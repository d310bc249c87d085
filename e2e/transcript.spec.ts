import type { Page } from "@playwright/test";
import { APART } from "./support/apart.ts";
import type { Caller, StartedCall } from "./support/caller.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { expect, test } from "./support/fixtures.ts";
import { Org } from "./support/org.ts";
import { kill } from "./support/process-faults.ts";
import { violationsOf } from "./support/axe.ts";

const conversation = (page: Page) => page.getByRole("region", { name: "Conversation" });

/** Takes a call and waits until its record page is there. */
async function talk(agent: ConsolePage, caller: Caller): Promise<StartedCall> {
  const call = await agent.talkTo(caller);
  await expect(conversation(agent.page)).toBeVisible();
  return call;
}

test("what is said in the simulator stands on the record page, by speaker and in order", async ({
  agent,
  caller,
  simulator,
  product,
}) => {
  await talk(agent, caller);
  await simulator.addToTranscript("I cannot log in");
  await expect(conversation(agent.page).getByText("I cannot log in")).toBeVisible();
  await simulator.page.getByLabel("Speaker").selectOption("Agent");
  await simulator.addToTranscript("Let me look");
  await expect(conversation(agent.page).getByText("Let me look")).toBeVisible();
  const shown = await conversation(agent.page).innerText();
  expect(shown.indexOf("I cannot log in")).toBeLessThan(shown.indexOf("Let me look"));
  const findings = (await new Org(product).findings()).filter((code) => code.startsWith("transcript."));
  expect(findings, "the org knows the agent, and the times").toEqual([]);
  expect(await violationsOf(simulator.page), "simulator").toEqual([]);
  await simulator.page.getByRole("button", { name: "Add to transcript" }).click();
  await expect(simulator.page.getByText("Write what is said.")).toBeVisible();
});

test("what is said stands on the record page within a second", { tag: APART }, async ({ agent, caller }) => {
  const call = await talk(agent, caller);
  for (const line of ["first", "second", "third"]) {
    await caller.says(call, "Initial_Caller", `the ${line} line`);
    await expect(conversation(agent.page).getByText(`the ${line} line`)).toBeVisible({ timeout: 1_000 });
  }
});

test("what is said while the server is dead is not lost, and not told twice", async ({ agent, caller, product }) => {
  const call = await talk(agent, caller);
  await caller.says(call, "Initial_Caller", "before the crash");
  await expect(conversation(agent.page).getByText("before the crash")).toBeVisible();
  await kill(product, "server");
  for (const line of ["one", "two", "three"]) await caller.says(call, "Initial_Caller", `while it was down: ${line}`);
  await product.restart("server");
  await expect(conversation(agent.page).getByText("while it was down: three")).toBeVisible({ timeout: 20_000 });
  const shown = (await conversation(agent.page).innerText()).match(/before the crash|while it was down: \w+/g);
  expect(shown).toEqual([
    "before the crash",
    "while it was down: one",
    "while it was down: two",
    "while it was down: three",
  ]);
});

test("nobody who is not there can speak", async ({ agent, caller }) => {
  void agent;
  const call: StartedCall = await caller.calls();
  await expect(caller.says(call, "Third_Party", "hello?")).rejects.toThrow("speaker.not-connected");
});
