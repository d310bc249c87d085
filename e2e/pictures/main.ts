import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { buildStale } from "../../scripts/build/build.ts";
import { inRepository } from "../../scripts/repository.ts";
import { startProduct } from "../../scripts/start/product.ts";
import { Caller } from "../support/caller.ts";
import { launchChromium } from "../support/chromium.ts";
import { ConsolePage } from "../support/console-page.ts";
import { freePorts } from "../support/free-ports.ts";

/** `npm run pictures`: takes the pictures of docs/pictures from the running product, with a live call in each. */
const folder = inRepository("docs/pictures");
const say = (line: string) => process.stdout.write(`${line}\n`);
await buildStale(say);
await mkdir(folder, { recursive: true });
const data = await mkdtemp(join(tmpdir(), "pt-pictures-"));
const product = await startProduct({ folder: data, ports: await freePorts(), strictOrigin: false, say });
const chromium = await launchChromium(null);

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  say(`docs/pictures/${name}.png`);
}

try {
  const context = await chromium.browser.newContext({ viewport: { width: 1280, height: 800 } });
  const agent = new ConsolePage(await context.newPage(), product, product.usernames[0]!);
  await agent.open();
  await expect(agent.loginFrame.getByLabel("Password")).toBeVisible();
  await take(agent.page, "log-in");
  await agent.logIn();
  await agent.setStatus("Available for Voice");

  const simulator = await (await chromium.browser.newContext({ viewport: { width: 900, height: 800 } })).newPage();
  await simulator.goto(product.addresses.simulator);
  const caller = new Caller(product);
  await caller.calls("+14155550101", { callerName: "Carla Caller" });
  await expect(agent.acceptCall).toBeVisible();
  await take(agent.page, "ringing");
  await agent.takeCall();
  await expect(simulator.getByText("Connected").first()).toBeVisible();
  await take(agent.page, "connected");
  await take(simulator, "simulator");
  await overview(agent.page, simulator);
  await agent.endCall.click();
  await expect(agent.finish).toBeVisible();
  await take(agent.page, "after-conversation-work");
} finally {
  await chromium.close();
  await product.stop();
  await rm(data, { recursive: true, force: true });
}

/** Console and simulator side by side, as a person has them. */
async function overview(consolePage: Page, simulator: Page): Promise<void> {
  const asImage = async (page: Page) => `data:image/png;base64,${(await page.screenshot()).toString("base64")}`;
  const [left, right] = [await asImage(consolePage), await asImage(simulator)];
  const page = await (await chromium.browser.newContext({ viewport: { width: 1540, height: 574 } })).newPage();
  await page.setContent(
    `<body style="margin:0;display:flex;gap:12px;padding:12px;background:#b0c4df;align-items:flex-start">
      <img src="${left}" style="height:550px;border-radius:6px"><img src="${right}" style="height:550px;border-radius:6px">
    </body>`,
  );
  await take(page, "overview");
}
