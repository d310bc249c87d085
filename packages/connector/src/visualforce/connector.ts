import { Courier } from "../core/courier.ts";
import { Log } from "../core/log.ts";
import { loadSettings } from "../core/settings.ts";
import { startConnector } from "../start-connector.ts";
import { beside } from "./beside.ts";
import { apexByRemoting, thisPage } from "./remoting.ts";

// The page is PartnerTelephonyConnector in the package (guide, chapter 15, "Host the Connector as a Visualforce Page").
const log = new Log(() => Date.now());
startConnector({
  settings: loadSettings(fetch.bind(window), beside("settings.json").href),
  timerWorker: beside("timer-worker.js"),
  log,
  courier: new Courier(apexByRemoting(thisPage()), log),
});
