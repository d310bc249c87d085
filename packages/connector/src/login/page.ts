import { loadSettings } from "../core/settings.ts";
import { startLogin } from "./start-login.ts";

startLogin(loadSettings(fetch.bind(window)));
