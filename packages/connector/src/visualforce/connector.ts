import { Log } from "../core/log.ts";
import { loadSettings } from "../core/settings.ts";
import { startConnector } from "../start-connector.ts";
import { beside } from "./beside.ts";

// The page is PartnerTelephonyConnector in the package (guide, chapter 15, "Host the Connector as a Visualforce Page").
startConnector({
  settings: loadSettings(fetch.bind(window), beside("settings.json").href),
  timerWorker: beside("timer-worker.js"),
  log: new Log(() => Date.now()),
});
