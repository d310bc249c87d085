import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type BrowserContext } from "@playwright/test";
import { inRepository } from "../../scripts/repository.ts";
import { startProduct, STRICT_HOST, type Product, type ProductOptions } from "../../scripts/start/product.ts";
import { launchChromium } from "./chromium.ts";
import { Caller } from "./caller.ts";
import { freePorts } from "./free-ports.ts";
import { ConsolePage } from "./console-page.ts";
import { SERVER_DATA } from "./prepare-server-data.ts";
import { SimulatorPage } from "./simulator-page.ts";

interface WorkerFixtures {
  strictOrigin: boolean;
  /** Further settings of one process, for a product that is not as delivered. */
  settings: NonNullable<ProductOptions["env"]>;
  /** Parts of the stand-in org's definition that differ from the delivered one. */
  definition: object;
  product: Product;
  chromium: Awaited<ReturnType<typeof launchChromium>>;
}

interface TestFixtures {
  context: BrowserContext;
  /** The first agent's console, logged in to the phone and available. */
  agent: ConsolePage;
  /** Somebody who calls the contact center. */
  caller: Caller;
  /** The second agent, logged in to the phone and offline, at another desk. */
  colleague: ConsolePage;
  /** The Voice Call Simulator in a window of its own: a tab behind another draws seldom. Whom it calls with is hung up in the end. */
  simulator: SimulatorPage;
}

/** The whole product on free ports and a real Chromium, once for all tests of a file's mode. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  strictOrigin: [false, { option: true, scope: "worker" }],
  settings: [{}, { option: true, scope: "worker" }],
  definition: [{}, { option: true, scope: "worker" }],
  product: [
    async ({ strictOrigin, settings, definition }, use) => {
      const folder = await mkdtemp(join(tmpdir(), "pt-product-"));
      const serverData = process.env[SERVER_DATA];
      if (serverData) await cp(serverData, join(folder, "server"), { recursive: true });
      const path = await writeDefinition(folder, definition);
      const env = { ...settings, "local-org": { PT_LOCAL_ORG_DEFINITION: path, ...settings["local-org"] } };
      const product = await startProduct({ folder, ports: await freePorts(), strictOrigin, env, say: () => {} });
      await use(product);
      await product.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
  chromium: [
    async ({ strictOrigin }, use) => {
      const chromium = await launchChromium(strictOrigin ? STRICT_HOST : null);
      await use(chromium);
      await chromium.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  context: async ({ chromium }, use) => {
    const context = await chromium.browser.newContext({ viewport: { width: 1280, height: 800 } });
    await use(context);
    await context.close();
  },
  agent: async ({ context, product }, use) => {
    const agent = new ConsolePage(await context.newPage(), product, product.usernames[0]!);
    await agent.open();
    await agent.logIn();
    await agent.setStatus("Available for Voice");
    await use(agent);
    await agent.leaveClean();
  },
  caller: async ({ product }, use) => {
    const caller = new Caller(product);
    await use(caller);
    await caller.hangUpEverything();
  },
  colleague: async ({ chromium, product }, use) => {
    const desk = await chromium.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const colleague = new ConsolePage(await desk.newPage(), product, product.usernames[1]!);
    await colleague.open();
    await colleague.logIn();
    await use(colleague);
    await colleague.leaveClean();
    await desk.close();
  },
  simulator: async ({ caller, chromium, product }, use) => {
    void caller;
    const window = await chromium.browser.newContext({ viewport: { width: 1280, height: 800 } });
    await use(await SimulatorPage.open(window, product));
    await window.close();
  },
});
async function writeDefinition(folder: string, parts: object): Promise<string> {
  const delivered = JSON.parse(await readFile(inRepository("config/local-org.json"), "utf8")) as object;
  const path = join(folder, "org-definition.json");
  await writeFile(path, JSON.stringify({ ...delivered, ...parts }));
  return path;
}

export { expect } from "@playwright/test";
