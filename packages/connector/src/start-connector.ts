import * as library from "@salesforce/scv-connector-base";
import { browserClock } from "./browser-clock.ts";
import { Core } from "./core/core.ts";
import type { Courier } from "./core/courier.ts";
import type { Log } from "./core/log.ts";
import type { Settings } from "./core/settings.ts";
import { openLoginChannel } from "./login-channel.ts";
import { createConnector } from "./v3/connector.ts";

export interface Start {
  readonly settings: Promise<Settings>;
  /** Address of timer-worker.js, of this page's origin. */
  readonly timerWorker: URL;
  readonly log: Log;
  /** Where the org hosts this page. */
  readonly courier?: Courier;
}

/** Starts the connector of this page. Call while the page loads: the console sends its setup message on the frame's load event and only once. */
export function startConnector({ settings, timerWorker, log, courier }: Start): void {
  settings.catch(() => log.error("settings.not-readable"));
  const core = new Core({
    settings,
    fetch: fetch.bind(window),
    openSocket: (url, subprotocol) => new WebSocket(url, subprotocol),
    clock: browserClock(new Worker(timerWorker), () => log.error("clock.no-worker")),
    random: Math.random,
    newId: () => crypto.randomUUID(),
    log,
    ...(courier === undefined ? {} : { courier }),
  });
  addEventListener("online", () => core.retryNow());
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
}

function saveFile(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
