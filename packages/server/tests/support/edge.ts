import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  IDEMPOTENCY_KEY,
  SESSION_EPOCH,
  WEBHOOK_SIGNATURE,
  type Problem,
  type SessionView,
  type TelephonyFact,
} from "@partner-telephony/api";
import type { Policy } from "@partner-telephony/calls";
import type { VoiceApi } from "@partner-telephony/salesforce-voice";
import type { InjectOptions } from "fastify";
import { inject } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import { createLog } from "../../src/http/log.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import type { SocketLimits } from "../../src/socket/limits.ts";
import { hashPassword } from "../../src/sessions/password.ts";
import { startServer, type RunningServer } from "../../src/start-server.ts";
import type { TelephonySystem } from "../../src/telephony/telephony-system.ts";
import { sign } from "../../src/webhook/signature.ts";
import { RecordedTelephony } from "./recorded-telephony.ts";
import { RecordedVoiceApi } from "./recorded-voice-api.ts";

export const ORG = "00D000000000001";
export const CENTER = "NorthwindSupport";
export const ORIGIN = "http://127.0.0.1:8030";
export const PASSWORD = "correct horse battery";
export const IN_REACH = "http://127.0.0.1:9";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  /** Whatever came: tests look into it without a schema, and fail where it is not what they expect. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly problem: Problem;
}

export interface Ask {
  readonly body?: unknown;
  /** As it is, in place of `body`. */
  readonly raw?: string | Buffer;
  readonly bearer?: string;
  readonly headers?: Record<string, string>;
  readonly key?: string | null;
  readonly epoch?: number;
}

export interface EdgeOptions {
  readonly socketLimits?: Partial<SocketLimits>;
  readonly wrapEngine?: (engine: Engine) => Engine;
  readonly env?: Record<string, string>;
  /** In place of the recorded telephony system. */
  readonly real?: TelephonySystem;
  readonly policy?: Partial<Policy>;
}

/** A hash names its own cost: tests log in hundreds of times. */
const cheapHash = hashPassword(PASSWORD, { N: 16, r: 8, p: 1 });

/** The whole server on PGlite, listening on a free port, with recorded neighbours and a clock that the test owns. */
export class Edge {
  readonly telephony = new RecordedTelephony();
  readonly voiceApi = new RecordedVoiceApi();
  readonly logged: string[] = [];
  server!: RunningServer;
  #folder = "";
  /** Added to the real clock: leases and workers go on by themselves. */
  ahead = 0;
  readonly now = (): number => Date.now() + this.ahead;

  static async start(options: EdgeOptions = {}): Promise<Edge> {
    const edge = new Edge();
    edge.#folder = await mkdtemp(join(tmpdir(), "pt-edge-"));
    await cp(inject("pgliteTemplate"), edge.#folder, { recursive: true });
    const settings = readSettings({ PT_PORT: "0", PT_DATA_DIR: edge.#folder, ...options.env });
    const log = createLog("trace", { write: (line) => void edge.logged.push(line) });
    edge.server = await startServer(settings, {
      log,
      now: edge.now,
      telephony: options.real ?? edge.telephony,
      ...(options.policy ? { policy: options.policy } : {}),
      voiceApi: () => edge.voiceApi as unknown as VoiceApi,
      ...(options.socketLimits ? { socketLimits: options.socketLimits } : {}),
      ...(options.wrapEngine ? { wrapEngine: options.wrapEngine } : {}),
    });
    return edge;
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get wsUrl(): string {
    return `${this.server.url.replace("http", "ws")}/v1/signals`;
  }

  /** One request through the whole of HTTP's edge. POSTs get a fresh key unless `key` is null. */
  async ask(method: string, url: string, ask: Ask = {}): Promise<Reply> {
    const key = ask.key === undefined ? randomUUID() : ask.key;
    const payload = ask.raw ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
    const headers: Record<string, string> = {
      ...(payload === undefined ? {} : { "content-type": "application/json" }),
      ...(method === "POST" && key !== null ? { [IDEMPOTENCY_KEY]: key } : {}),
      ...(ask.bearer === undefined ? {} : { authorization: `Bearer ${ask.bearer}` }),
      ...(ask.epoch === undefined ? {} : { [SESSION_EPOCH]: String(ask.epoch) }),
      ...ask.headers,
    };
    const options = { method, url, headers, ...(payload === undefined ? {} : { payload }) } as InjectOptions;
    const reply = await this.server.app.inject(options);
    const body = reply.body === "" ? null : JSON.parse(reply.body);
    return { status: reply.statusCode, headers: reply.headers, body, problem: body };
  }

  manage(method: string, url: string, body?: unknown): Promise<Reply> {
    return this.ask(method, url, { bearer: this.server.secrets.management, ...(body === undefined ? {} : { body }) });
  }

  async center(orgId = ORG, name = CENTER, more: object = {}): Promise<string> {
    const queues = [{ queueId: "support", name: "Support" }];
    const body = { displayName: "Northwind", scrtUrl: IN_REACH, signer: "server", queues, ...more };
    const reply = await this.manage("PUT", `/v1/contact-centers/${orgId}/${name}`, body);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return `${orgId}:${name}`;
  }

  /** With `PASSWORD` unless `more` says another one; that one then costs as much to check as in production. */
  async agent(username: string, more: object = {}, orgId = ORG, name = CENTER): Promise<string> {
    const url = `/v1/contact-centers/${orgId}/${name}/agents/${encodeURIComponent(username)}`;
    const reply = await this.manage("PUT", url, { displayName: "Ada Agent", password: null, ...more });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    const agentId = reply.body.agentId as string;
    if (!("password" in more))
      await this.server.db.query("update agent_profiles set password_hash = $2 where agent_id = $1", [
        agentId,
        await cheapHash,
      ]);
    return agentId;
  }

  proof(username: string, password = PASSWORD, orgId = ORG, contactCenter = CENTER) {
    return { kind: "password", orgId, contactCenter, username, password };
  }

  async logIn(username: string, orgId = ORG, name = CENTER): Promise<SessionView & { cookie: string }> {
    const reply = await this.ask("POST", "/v1/sessions", { body: this.proof(username, PASSWORD, orgId, name) });
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return { ...(reply.body as SessionView), cookie: cookieOf(reply) };
  }

  async fact(fact: TelephonyFact, signature?: string): Promise<Reply> {
    const raw = JSON.stringify(fact);
    const signed = signature ?? sign(this.server.secrets.webhook, Buffer.from(raw), this.now());
    return this.ask("POST", "/v1/telephony-facts", { raw, key: null, headers: { [WEBHOOK_SIGNATURE]: signed } });
  }

  callArrived(more: Partial<Extract<TelephonyFact, { type: "callArrived" }>> = {}): TelephonyFact {
    return {
      type: "callArrived",
      factId: randomUUID(),
      callId: randomUUID(),
      legId: randomUUID(),
      at: this.now(),
      from: "+14155550123",
      to: "+14155550100",
      callerName: "Grace Caller",
      queueId: "support",
      recording: true,
      ...more,
    };
  }
}

/** `name=value` of the cookie that an answer sets. */
export function cookieOf(reply: Reply): string {
  return String(reply.headers["set-cookie"]).split(";")[0] ?? "";
}
