import { violationsOf } from "./support/axe.ts";
import { expect, test } from "./support/fixtures.ts";

test("an agent who logs out during a call is asked first, and finds the call again after logging in", async ({
  agent,
  caller,
}) => {
  const question = agent.page.getByRole("dialog", { name: "Log out of the phone during a call?" });
  const logOut = agent.control("Log out of the phone");
  await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  await logOut.click();
  await expect(question).toContainText("The call is not ended by this");
  expect(await violationsOf(agent.page)).toEqual([]);
  await expect(question.getByRole("button", { name: "Stay logged in" })).toBeFocused();
  await agent.page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(logOut).toBeFocused();
  await expect(agent.endCall).toBeVisible();
  await logOut.click();
  await question.getByRole("button", { name: "Log out" }).click();
  await agent.logIn();
  await expect(agent.endCall).toBeVisible();
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
});

test("a question whether to leave a call is gone with the call", async ({ agent, caller }) => {
  const question = agent.page.getByRole("dialog");
  await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  await agent.control("Log out of the phone").click();
  await expect(question).toBeVisible();
  await caller.hangUpEverything();
  await expect(question).toBeHidden();
  await expect(agent.finish).toBeVisible();
});

test("an agent who chooses another user during a call is asked first, and stays who they are", async ({
  agent,
  caller,
}) => {
  const users = agent.page.getByRole("combobox", { name: "User", exact: true });
  const question = agent.page.getByRole("dialog", { name: "Leave this user during a call?" });
  await caller.calls();
  await agent.acceptCall.click();
  await expect(agent.endCall).toBeVisible();
  await users.selectOption("Ben Agent (agent)");
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Stay" }).click();
  await expect(question).toBeHidden();
  await expect(users).toHaveValue(agent.username);
  await expect(agent.endCall).toBeVisible();
  await users.selectOption("Ben Agent (agent)");
  await question.getByRole("button", { name: "Switch user" }).click();
  await expect(agent.page).toHaveURL(/user=ben/);
  await expect(agent.loginFrame.getByLabel("Password"), "the phone is not Ben's").toBeVisible();
  await agent.open();
  await agent.logIn();
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
});
