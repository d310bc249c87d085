export { startHost, type PagesHost } from "./host/start-host.ts";
export { BadSettings, readSettings, type HostSettings, type PageSettings } from "./host/settings.ts";
