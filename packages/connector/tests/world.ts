import { afterEach, beforeEach } from "vitest";
import type { Settings } from "../src/core/settings.ts";
import { Browser, ConsolePage } from "./console-page.ts";
import { FakeServer } from "./fake-server.ts";
import { customerLegOf } from "./views.ts";

/** The first call, as the console names it. */
export const CALL = { callId: customerLegOf(1), callType: "Inbound" };

/** A server, a browser, and the page of one agent in it. */
export class World {
  server!: FakeServer;
  browser!: Browser;
  /** The page in front. */
  page!: ConsolePage;
  readonly #pages: ConsolePage[] = [];

  async open(): Promise<void> {
    this.server = await FakeServer.start();
    this.browser = new Browser();
    this.page = this.newPage();
  }

  newPage(settings?: Promise<Settings>): ConsolePage {
    const page = new ConsolePage(this.server, this.browser, settings);
    this.#pages.push(page);
    return page;
  }

  async close(): Promise<void> {
    for (const page of this.#pages.splice(0)) page.close();
    await this.server.stop();
  }
}

/** A new world for each test of the file. */
export function worldPerTest(): World {
  const world = new World();
  beforeEach(() => world.open());
  afterEach(() => world.close());
  return world;
}

export async function login({ browser, server }: World): Promise<void> {
  const channel = browser.channel();
  server.loggedIn = true;
  browser.cookie = "pt_refresh=yes";
  channel.post({ type: "login.created" });
}

/** The same browser, a new page: everything in memory is gone. */
export async function reload(world: World): Promise<void> {
  world.page.close();
  world.page = world.newPage();
  world.page.setup();
  await world.page.hears("CONNECTOR_READY");
  world.page.send({ type: "AGENT_AVAILABLE", isAvailable: true });
}

/** A call rings, and the page has said so. */
export async function ring({ server, page }: World): Promise<void> {
  server.ring();
  await page.hears("CALL_STARTED");
}

/** A call rings and is accepted in the console. */
export async function connect(world: World): Promise<void> {
  await ring(world);
  world.page.send({ type: "ACCEPT_CALL", call: CALL });
  await world.page.hears("CALL_CONNECTED");
}
