import { expect, test as base, type Page } from "@playwright/test";
import { readVendor } from "../scripts/vendor/vendor.ts";
import { violationsOf } from "./support/axe.ts";
import { launchChromium } from "./support/chromium.ts";
import { CONSOLE, PAGES, serveConsole, serveServer, serveVisualforce, type Asked } from "./support/visualforce.ts";

const CONFIG = {
  organizationId: "00DLo0000000001EAA",
  userName: "ada@northwind.example",
  "/reqGeneralInfo/reqInternalName": "NorthwindSupport",
};

interface World {
  page: Page;
  asked: Asked[];
}

/** The package's own pages with the published library, under the names of a Salesforce org. */
const test = base.extend<{ world: World }>({
  world: async ({}, use) => {
    const chromium = await launchChromium(null);
    const context = await chromium.browser.newContext();
    await serveVisualforce(context);
    await serveConsole(context, CONFIG);
    const asked = await serveServer(context, (await readVendor()).addresses.server);
    const page = await context.newPage();
    await page.goto(CONSOLE);
    await use({ page, asked });
    await chromium.close();
  },
});

test("the packaged connector starts in Salesforce's frame and asks for the log-in page", async ({ world }) => {
  const heard = () => world.page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
  await expect.poll(heard).toEqual([["SHOW_LOGIN", { loginFrameHeight: 420 }]]);
  expect(world.asked[0]).toEqual({
    method: "POST",
    path: "/v1/sessions/current/refresh",
    origin: PAGES,
    body: null,
  });
});

test("the packaged log-in page learns from the connector whom to log in, and says what is wrong", async ({ world }) => {
  const page = world.page.frameLocator('iframe[title="Log in"]');
  await expect(page.getByLabel("Username")).toHaveValue(CONFIG.userName);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("alert")).toHaveText("Enter your username and your password.");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("alert")).toHaveText(
    "Username and password do not belong together. Check both and try again.",
  );
  expect(world.asked.at(-1)).toEqual({
    method: "POST",
    path: "/v1/sessions",
    origin: PAGES,
    body: {
      kind: "password",
      orgId: CONFIG.organizationId.slice(0, 15),
      contactCenter: "NorthwindSupport",
      username: CONFIG.userName,
      password: "not the password",
    },
  });
});

test("the packaged log-in page has no accessibility fault that axe finds", async ({ world }) => {
  await world.page.goto(`${PAGES}/apex/acme__PartnerTelephonyLogin`);
  await expect(world.page.getByRole("heading", { name: "Log in to the phone" })).toBeVisible();
  // The html element and its language are the platform's.
  expect((await violationsOf(world.page)).filter((one) => !one.includes("html-has-lang"))).toEqual([]);
});

test("an agent whose language is German reads the packaged log-in page in German", async ({ world }) => {
  await serveVisualforce(world.page.context(), "de");
  await world.page.goto(`${PAGES}/apex/acme__PartnerTelephonyLogin`);
  await expect(world.page.getByRole("heading", { name: "Am Telefon anmelden" })).toBeVisible();
  await world.page.getByRole("button", { name: "Anmelden" }).click();
  await expect(world.page.getByRole("alert")).toHaveText("Geben Sie Ihren Benutzernamen und Ihr Kennwort ein.");
  expect(await world.page.locator("body").innerText()).not.toMatch(/\b(password|username|log in)\b/i);
});
