import { Log } from "./core/log.ts";
import { loadSettings } from "./core/settings.ts";
import { acceptLocalConsole } from "./local-origin.ts";
import { startConnector } from "./start-connector.ts";

/** Set by build.ts; false removes local-origin.ts from the bundle. */
declare const PT_LOCAL: boolean;

const log = new Log(() => Date.now());
const settings = loadSettings(fetch.bind(window));

if (PT_LOCAL) {
  const consoleOrigin = settings.then((one) => one.consoleOrigin);
  acceptLocalConsole(window, consoleOrigin, (origin) => log.error("setup.other-origin", { origin }));
}

startConnector({ settings, timerWorker: new URL("timer-worker.js", import.meta.url), log });
