import type { FastifyBaseLogger } from "fastify";
import type { Engine, TenantId } from "../engine/engine.ts";
import type { SigningKeyPair } from "../keys/signing-key.ts";
import type { RecordingUrlDeps } from "../recordings/recording-urls.ts";
import type { Secrets } from "../settings/secrets.ts";
import type { SetupOptions } from "../provider-management/setup-options.ts";
import type { Database } from "../store/database.ts";
import type { KnownCenters } from "../tenants/known-centers.ts";

/** What the edge stands on. Time is given, so that tests own it. */
export interface EdgeDeps {
  readonly db: Database;
  readonly engine: Engine;
  readonly secrets: Secrets;
  readonly signingKey: SigningKeyPair;
  readonly allowedOrigins: readonly string[];
  readonly defaultTenant: TenantId | null;
  readonly centers: KnownCenters;
  readonly recordingUrls: RecordingUrlDeps;
  readonly setup: SetupOptions;
  readonly version: string;
  readonly now: () => number;
  /** Told when a session ends, so that its sockets are closed at once. */
  readonly onSessionEnded?: (sessionId: string) => Promise<void>;
}

export type Log = FastifyBaseLogger;
