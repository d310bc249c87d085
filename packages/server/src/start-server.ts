import type { AddressInfo } from "node:net";
import { createPackageVoiceApi, createVoiceApi } from "@partner-telephony/salesforce-voice";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { Couriers } from "./couriers/couriers.ts";
import { createEngine } from "./engine/create-engine.ts";
import { defaultBounds, type EngineOptions, type VoiceTenant } from "./engine/dependencies.ts";
import type { Engine } from "./engine/engine.ts";
import { createApp } from "./http/app.ts";
import type { EdgeDeps } from "./http/deps.ts";
import { forgetOld } from "./http/sql/forget-old.ts";
import { SigningKeys } from "./keys/signing-keys.ts";
import { withSigningKeys } from "./keys/with-signing-keys.ts";
import { loadSigningKey, type SigningKeyPair } from "./keys/signing-key.ts";
import { openStore } from "./open-store.ts";
import { setupOptions } from "./provider-management/setup-options.ts";
import { recordingPath } from "./recordings/signed-url.ts";
import { loadSecrets, type Secrets } from "./settings/secrets.ts";
import { StartFault } from "./settings/start-fault.ts";
import type { Settings } from "./settings/table.ts";
import { createSignalSockets, type SignalSockets } from "./socket/create-signal-sockets.ts";
import type { SocketLimits } from "./socket/limits.ts";
import type { Database } from "./store/database.ts";
import { createHttpTelephonySystem } from "./telephony/http-telephony-system.ts";
import type { TelephonySystem } from "./telephony/telephony-system.ts";
import { knownCenters } from "./tenants/known-centers.ts";
import { VERSION } from "./version.ts";

const HOUR_MS = 3_600_000;
const EXPIRY_WARNING_MS = 30 * 24 * HOUR_MS;

export interface RunningServer {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly engine: Engine;
  readonly db: Database;
  readonly secrets: Secrets;
  /** Sockets are told, requests in flight end, workers stop, then the store is closed. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly log: FastifyBaseLogger;
  readonly now?: () => number;
  /** In place of PT_TELEPHONY_URL's. */
  readonly telephony?: TelephonySystem;
  /** In place of Salesforce's; where the org signs, its package is asked all the same. */
  readonly voiceApi?: EngineOptions["voiceApi"];
  /** Bounds of the model that differ from its own, such as how long a request may take. */
  readonly policy?: EngineOptions["policy"];
  /** Stands before the engine; for tests of what the engine rarely answers. */
  readonly wrapEngine?: (engine: Engine) => Engine;
  readonly socketLimits?: Partial<SocketLimits>;
}

/** The whole server, listening. @throws StartFault with what to do */
export async function startServer(settings: Settings, options: StartOptions): Promise<RunningServer> {
  const { log, now = Date.now } = options;
  const secrets = await loadSecrets(settings);
  const db = await openStore(settings, (error) => log.warn({ err: error }, "database connection lost"));
  const undo: (() => Promise<unknown>)[] = [() => db.close()];
  try {
    const signingKey = await loadSigningKey(db, secrets.secretKey, now());
    warnOfExpiry(log, signingKey, now());
    await forgetOld(db, now());
    const address = { public: settings.PT_PUBLIC_URL ?? `http://${hostOf(settings)}:${settings.PT_PORT}` };
    const base = { db, secrets, signingKey, now, couriers: new Couriers(), publicUrl: () => address.public };
    const engine = makeEngine(settings, options, base);
    const { app, sockets } = await createEdge(settings, options, { ...base, engine });
    undo.push(() => app.close());
    await engine.start();
    undo.push(() => engine.stop());
    const url = await listen(app, settings);
    if (settings.PT_PUBLIC_URL === null) address.public = url;
    const forgetting = setInterval(() => {
      forgetOld(db, now()).catch((error: unknown) => log.warn({ err: error }, "forgetting old rows failed"));
    }, HOUR_MS);
    return { url, app, engine, db, secrets, stop: () => stopAll(forgetting, { app, sockets, engine, db }) };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

type Parts = Pick<EdgeDeps, "db" | "engine" | "secrets" | "signingKey" | "now"> & {
  readonly couriers: Couriers;
  readonly publicUrl: () => string;
};

function makeEngine(settings: Settings, options: StartOptions, parts: Omit<Parts, "engine">): Engine {
  const { log, telephony, voiceApi, policy = {}, wrapEngine = (engine) => engine } = options;
  const credential = parts.secrets.telephony;
  const engine = createEngine({
    database: parts.db,
    telephony: telephony ?? createHttpTelephonySystem({ url: settings.PT_TELEPHONY_URL, credential }),
    voiceApi: bySigner(voiceApi ?? createVoiceApiOf(settings, parts), parts),
    couriers: parts.couriers,
    now: parts.now,
    recordingLocation: (callId) => `${parts.publicUrl()}${recordingPath(callId)}`,
    policy,
    log: (level, code, fields) => log[level]({ ...fields, code }, code),
  });
  return wrapEngine(engine);
}

function bySigner(
  direct: EngineOptions["voiceApi"],
  { couriers, now }: Omit<Parts, "engine">,
): EngineOptions["voiceApi"] {
  return (center) =>
    center.signer === "org"
      ? createPackageVoiceApi({
          contactCenterName: center.contactCenter,
          carry: couriers.carryFor(center.tenant),
          now,
        })
      : direct(center);
}

function createVoiceApiOf(settings: Settings, { db, secrets, signingKey, now }: Omit<Parts, "engine">) {
  const own = { installation: signingKey.privateKey, secretKey: secrets.secretKey };
  return ({ tenant, orgId, contactCenter, scrtUrl }: VoiceTenant) => {
    const keys = new SigningKeys(db, tenant, own, now);
    const api = createVoiceApi({
      origin: scrtUrl,
      orgId,
      contactCenterName: contactCenter,
      signingKey: () => keys.signingKey(),
      providerName: settings.PT_PROVIDER_NAME,
      now,
    });
    return withSigningKeys(api, keys);
  };
}

async function createEdge(settings: Settings, { log, socketLimits }: StartOptions, parts: Parts) {
  const allowedOrigins = settings.PT_ALLOWED_ORIGINS;
  const sockets: SignalSockets = createSignalSockets({ ...parts, allowedOrigins, log }, socketLimits);
  const onSessionEnded = (sessionId: string) => sockets.endSession(sessionId);
  const { db, engine, secrets, signingKey, now, publicUrl } = parts;
  const deps: EdgeDeps = {
    db,
    engine,
    secrets,
    signingKey,
    now,
    recordingUrls: {
      db,
      now,
      secretKey: secrets.secretKey,
      publicUrl,
      urlLivesMs: settings.PT_RECORDING_URL_SECONDS * 1_000,
      awaitsMs: defaultBounds.parkAfterMs,
    },
    allowedOrigins,
    defaultTenant: settings.PT_DEFAULT_CONTACT_CENTER,
    centers: knownCenters(db, settings.PT_DEFAULT_CONTACT_CENTER, now),
    setup: setupOptions(settings),
    version: VERSION,
    onSessionEnded,
  };
  const app = await createApp(deps, { log, trustProxy: settings.PT_TRUST_PROXY });
  sockets.attach(app.server);
  return { app, sockets };
}

async function listen(app: FastifyInstance, { PT_HOST: host, PT_PORT: port }: Settings): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw new StartFault("port.in-use", { host, port }, error);
    if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new StartFault("port.not-allowed", { host, port, reason: code }, error);
    }
    throw error;
  }
  const taken = (app.server.address() as AddressInfo).port;
  return `http://${hostOf({ PT_HOST: host })}:${taken}`;
}

const hostOf = ({ PT_HOST: host }: Pick<Settings, "PT_HOST">): string => (host.includes(":") ? `[${host}]` : host);

function warnOfExpiry(log: FastifyBaseLogger, { expiresAt }: SigningKeyPair, now: number): void {
  if (expiresAt - now > EXPIRY_WARNING_MS) return;
  log.warn(
    { expiresAt },
    "the signing certificate expires soon or has expired: make a new installation key and import it",
  );
}

async function stopAll(
  forgetting: NodeJS.Timeout,
  { app, sockets, engine, db }: { app: FastifyInstance; sockets: SignalSockets; engine: Engine; db: Database },
): Promise<void> {
  clearInterval(forgetting);
  await sockets.close();
  await app.close();
  await engine.stop();
  await db.close();
}
