import type { Settings } from "../core/settings.ts";
import { openLoginChannel } from "../login-channel.ts";
import { LoginPage } from "./login-page.ts";

/** Binds the form of this page; it must be there already. */
export function startLogin(settings: Promise<Settings>): void {
  new LoginPage(document, {
    settings,
    serverUrl: async () => (await settings).serverUrl,
    fetch: fetch.bind(window),
    random: Math.random,
    newId: () => crypto.randomUUID(),
    channel: openLoginChannel(),
    query: new URLSearchParams(location.search),
    clock: {
      now: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      turn: () => new Promise((go) => setTimeout(go, 0)),
    },
  });
}
