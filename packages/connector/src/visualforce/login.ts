import { loadSettings } from "../core/settings.ts";
import { startLogin } from "../login/start-login.ts";
import { beside } from "./beside.ts";

const settings = loadSettings(fetch.bind(window), beside("settings.json").href);
// Visualforce puts scripts into the head, before the form.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => startLogin(settings));
else startLogin(settings);
