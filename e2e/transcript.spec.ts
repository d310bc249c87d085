import { once } from "node:events";
import type { Page } from "@playwright/test";
import type { StartedCall } from "./support/caller.ts";
import type { ConsolePage } from "./support/console-page.ts";
import { expect, test } from "./support/fixtures.ts";
import { violationsOf } from "./support/axe.ts";

const conversation = (page: Page) => page.getByRole("region", { name: "Conversation" });

/** Takes the call that rings and waits until its record page is there. */
async function take(agent: ConsolePage): Promise<void> {
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  await expect(conversation(agent.page)).toBeVisible();
}

test("what is said in the simulator stands on the record page within a second, by speaker and in order", async ({
  agent,
  caller,
  context,
  product,
}) => {
  await caller.calls();
  await take(agent);
  const simulator = await context.newPage();
  await simulator.goto(product.addresses.simulator);
  const text = simulator.getByLabel("Text");
  const add = simulator.getByRole("button", { name: "Add to transcript" });
  await text.fill("I cannot log in");
  await add.click();
  await expect(conversation(agent.page).getByText("I cannot log in")).toBeVisible({ timeout: 1_000 });
  await simulator.getByLabel("Speaker").selectOption("Agent");
  await text.fill("Let me look");
  await add.click();
  await expect(conversation(agent.page).getByText("Let me look")).toBeVisible({ timeout: 1_000 });
  const shown = await conversation(agent.page).innerText();
  expect(shown.indexOf("I cannot log in")).toBeLessThan(shown.indexOf("Let me look"));
  const { findings } = (await (await fetch(`${product.addresses.org}/stand-in/findings`)).json()) as {
    findings: { code: string }[];
  };
  const codes = findings.map(({ code }) => code).filter((code) => code.startsWith("transcript."));
  expect(codes, "the org knows the agent, and the times").toEqual([]);
  expect(await violationsOf(simulator), "simulator").toEqual([]);
  await add.click();
  await expect(simulator.getByText("Write what is said.")).toBeVisible();
});

test("what is said while the server is dead is not lost, and not told twice", async ({ agent, caller, product }) => {
  const call = await caller.calls();
  await take(agent);
  await caller.says(call, "Initial_Caller", "before the crash");
  await expect(conversation(agent.page).getByText("before the crash")).toBeVisible();
  const { child } = product.running("server");
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
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
