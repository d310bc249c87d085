import type { AddressInfo } from "node:net";
import { hostApp, isBuilt, pageFolders } from "./app.ts";
import type { HostSettings } from "./settings.ts";

export interface PagesHost {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** Starts the host of our pages. A page that is not built yet is named in the log and answers 404 with what to do. */
export async function startHost(settings: HostSettings, log: Log): Promise<PagesHost> {
  const app = await hostApp(settings, { logError: (error) => log("unexpected error", { error: String(error) }) });
  for (const [page, folder] of Object.entries(pageFolders(settings))) {
    if (!(await isBuilt(folder))) log("page not built", { page, folder });
  }
  await app.listen({ port: settings.port, host: settings.host });
  const { port } = app.server.address() as AddressInfo;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return { url: `http://${host}:${port}`, stop: () => app.close() };
}
