import { ConsolePage, type Browser } from "./console-page.ts";
import type { FakeServer } from "./fake-server.ts";

export interface World {
  readonly server: FakeServer;
  page: ConsolePage;
  readonly browser: Browser;
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
  world.page = new ConsolePage(world.server, world.browser);
  world.page.setup();
  await world.page.hears("CONNECTOR_READY");
  world.page.send({ type: "AGENT_AVAILABLE", isAvailable: true });
}
