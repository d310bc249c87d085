import * as library from "@salesforce/scv-connector-base";
import { browserClock } from "./browser-clock.ts";
import { Core } from "./core/core.ts";
import { Log } from "./core/log.ts";
import { loadSettings } from "./core/settings.ts";
import { acceptLocalConsole } from "./local-origin.ts";
import { openLoginChannel } from "./login-channel.ts";
import { createConnector } from "./v3/connector.ts";

/** Set by build.ts; false removes local-origin.ts from the bundle. */
declare const PT_LOCAL: boolean;

const log = new Log(() => Date.now());
const settings = loadSettings(fetch.bind(window));
settings.catch(() => log.error("settings.not-readable"));

if (PT_LOCAL) {
  const consoleOrigin = settings.then((one) => one.consoleOrigin);
  acceptLocalConsole(window, consoleOrigin, (origin) => log.error("setup.other-origin", { origin }));
}

const core = new Core({
  settings,
  fetch: fetch.bind(window),
  openSocket: (url, subprotocol) => new WebSocket(url, subprotocol),
  clock: browserClock(new Worker(new URL("timer-worker.js", import.meta.url)), () => log.error("clock.no-worker")),
  random: Math.random,
  newId: () => crypto.randomUUID(),
  log,
});
addEventListener("online", () => core.retryNow());

function saveFile(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

// As early as possible: the console sends its setup message on the frame's load event and only once.
library.initializeConnector(
  createConnector({
    library,
    core,
    channel: openLoginChannel(),
    isVisible: () => document.visibilityState === "visible",
    random: Math.random,
    saveFile,
  }),
);
