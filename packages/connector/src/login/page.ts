import { loadSettings } from "../core/settings.ts";
import { openLoginChannel } from "../login-channel.ts";
import { LoginPage } from "./login-page.ts";

const settings = loadSettings(fetch.bind(window));

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
