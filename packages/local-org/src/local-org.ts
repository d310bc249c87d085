import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { hostApex } from "./apex/hosted-apex.ts";
import { registerApexRoutes } from "./http/apex-routes.ts";
import { createApp } from "./http/app.ts";
import { createChangeStreams } from "./http/change-stream.ts";
import { registerConsole } from "./http/console-routes.ts";
import { registerRemoting } from "./http/remoting-routes.ts";
import { registerPages } from "./http/pages.ts";
import { seed } from "./org/definition.ts";
import type { Org } from "./org/org.ts";
import { openStore } from "./org/store.ts";
import type { Settings } from "./settings.ts";
import { registerSetup } from "./setup/routes.ts";
import { trustedForMedia } from "./setup/trusted-urls.ts";
import { defaultFacts } from "./stand-in/facts.ts";
import { createFaults } from "./stand-in/faults.ts";
import { createFindings } from "./stand-in/findings.ts";
import { createFrameLog } from "./stand-in/frame-log.ts";
import { createRequestLog } from "./stand-in/request-log.ts";
import { registerStandIn } from "./stand-in/routes.ts";
import { registerVoiceApi } from "./voice-api/routes.ts";
import { writePendingUpdates } from "./voice-api/update.ts";

export interface LocalOrg {
  readonly app: FastifyInstance;
  /** `http://localhost:8010`, with the port it really has. */
  readonly origin: string;
  readonly scrtUrl: string;
  close(): Promise<void>;
}

export interface Clock {
  now(): number;
  wait(ms: number): Promise<void>;
}

const systemClock: Clock = {
  now: () => Date.now(),
  wait: async (ms) => void (await delay(ms, undefined, { ref: false })),
};

/** Opens the records, seeds them and listens. Throws OrgFault `store.in-use`, or the listen error (EADDRINUSE). */
export async function startLocalOrg(settings: Settings, clock: Clock = systemClock): Promise<LocalOrg> {
  const store = openStore(settings.dataFolder, clock.now() * 1_000);
  try {
    const org: Org = {
      store,
      definition: settings.definition,
      vendorInfos: settings.vendorInfos,
      findings: createFindings(store),
      facts: defaultFacts(),
      customLabels: settings.customLabels,
      now: clock.now,
    };
    seed(store, settings.definition, clock.now());
    writePendingUpdates(org);
    return await listen(org, settings, clock);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function listen(org: Org, settings: Settings, clock: Clock): Promise<LocalOrg> {
  const app = createApp({ hostNames: settings.hostNames, https: settings.https, log: settings.log });
  const streams = createChangeStreams(org);
  const [faults, requests, frames] = [createFaults(), createRequestLog(), createFrameLog()];
  const scheme = settings.https === null ? "http" : "https";
  let port = settings.port;
  const scrtUrl = (): string => settings.scrtUrl ?? `${scheme}://127.0.0.1:${port}`;
  const apex = settings.apexFolder === null ? null : hostApex(org, settings.apexFolder, scrtUrl);

  registerPages(app, {
    folder: settings.consoleFolder,
    frameOrigins: settings.frameOrigins,
    vendorInfos: settings.vendorInfos,
    trustedForMedia: () => trustedForMedia(org),
  });
  app.get("/health", () => ({ status: "ok", organizationId: org.definition.organizationId }));
  registerConsole(app, { org, streams, frames, scrtUrl });
  registerApexRoutes(app, org, apex);
  registerRemoting(app, org, apex);
  registerSetup(app, org, async () => apex?.restart());
  registerVoiceApi(app, { org, faults, requests, wait: clock.wait });
  registerStandIn(app, { org, faults, requests, frames, streams, packageLabels: settings.customLabels });

  const beat = setInterval(() => streams.beat(), 15_000).unref();
  app.addHook("preClose", async () => {
    clearInterval(beat);
    streams.close();
  });
  app.addHook("onClose", async () => {
    await apex?.close();
    org.store.close();
  });
  // "localhost" listens on 127.0.0.1 and, where the machine has it, on ::1.
  await app.listen({ port: settings.port, host: "localhost" });
  const address = app.server.address();
  if (address !== null && typeof address === "object") port = address.port;
  return {
    app,
    origin: `${scheme}://localhost:${port}`,
    scrtUrl: scrtUrl(),
    close: async () => void (await app.close()),
  };
}
