import { expect, test } from "./support/fixtures.ts";
import { ConsolePage } from "./support/console-page.ts";

test("a wrong password is refused with a sentence, and the right one then works", async ({ context, product }) => {
  const agent = new ConsolePage(await context.newPage(), product, product.usernames[1]!);
  await agent.open();
  await agent.typePassword("not the password");
  await expect(agent.loginFrame.getByRole("alert")).toBeVisible();
  await agent.logIn();
});

test("an agent who has logged in stays logged in after a reload", async ({ agent }) => {
  await agent.page.reload();
  await expect(agent.page.getByText("Phone ready")).toBeVisible();
  await expect(agent.page.locator('iframe[title="Log in to the phone"]')).toBeHidden();
});
