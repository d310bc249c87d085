import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "undici";
import { WebSocket } from "ws";
import { startChild, type Child } from "./child.ts";
import type { Target } from "./load.ts";

const ORG = "00D000000000001";
const CENTER = "Bench";
const ORIGIN = "http://127.0.0.1:8030";
const PASSWORD = "a password for the bench";
const WITHIN_MS = 60_000;
const AVAILABLE = { statusId: "0N5000000000001", statusName: "Available", hasChannels: true, isOffline: false };

interface Line {
  readonly callId: string;
  readonly legId: string;
  muted: boolean;
}

/** The real server process with agents in conversation; a fact is somebody's mute or unmute, its message the signal of it. */
export async function serverTarget(
  name: string,
  lanes: number,
  databaseUrl: string | null,
  nodeFlags: readonly string[] = [],
): Promise<Target & { readonly stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "pt-bench-"));
  const [secret, management] = [randomBytes(24).toString("base64url"), randomBytes(24).toString("base64url")];
  const world = new NeighbourWorld();
  await world.start();
  const env = {
    PT_PORT: "0",
    PT_DATA_DIR: folder,
    PT_LOG_LEVEL: "error",
    PT_TELEPHONY_URL: world.url,
    PT_MANAGEMENT_CREDENTIAL: management,
    PT_WEBHOOK_SECRET: secret,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  const child = await startChild("packages/server/src/main.ts", env, nodeFlags);
  const bench = new Bench(child, world, secret, management, lanes);
  const target: Target = {
    name,
    lanes,
    pid: child.pid,
    onMessage: () => {},
    post: (lane) => bench.toggleMute(lane),
  };
  bench.onToggle = (lane) => target.onMessage(lane);
  await bench.bringEverybodyToTalk();
  return Object.assign(target, {
    async stop() {
      await bench.close();
      await child.stop();
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

/** A telephony system that says yes and a voice API that has made the record, at once. */
class NeighbourWorld {
  url = "";
  readonly asked: {
    readonly type: string;
    readonly requestId: string;
    readonly callId: string;
    readonly legId: string;
  }[] = [];
  #http: Server | null = null;

  async start(): Promise<void> {
    const http = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const forTelephony = request.url === "/v1/requests";
        if (forTelephony) this.asked.push(JSON.parse(Buffer.concat(chunks).toString()) as (typeof this.asked)[number]);
        response.writeHead(forTelephony ? 202 : 200, { "content-type": "application/json" });
        response.end(
          JSON.stringify(forTelephony ? {} : { voiceCallId: "0LQ000000000001", errors: [], status: "pending" }),
        );
      });
    });
    this.#http = http;
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#http?.closeAllConnections();
    await new Promise((resolve) => this.#http?.close(resolve));
  }
}

class Bench {
  onToggle: (lane: number) => void = () => {};
  readonly #url: string;
  readonly #world: NeighbourWorld;
  readonly #secret: string;
  readonly #management: string;
  readonly #count: number;
  readonly #pool: Pool;
  readonly #lines: Line[] = [];
  readonly #sockets: WebSocket[] = [];
  readonly #beats: NodeJS.Timeout[] = [];

  constructor(child: Child, world: NeighbourWorld, secret: string, management: string, count: number) {
    this.#url = child.url;
    this.#world = world;
    this.#secret = secret;
    this.#management = management;
    this.#count = count;
    this.#pool = new Pool(child.url, { connections: count });
  }

  async bringEverybodyToTalk(): Promise<void> {
    const center = `/v1/contact-centers/${ORG}/${CENTER}`;
    const scrtUrl = this.#world.url;
    await this.#ask("PUT", center, this.#management, { displayName: "Bench", scrtUrl, signer: "server", queues: [] });
    for (let lane = 0; lane < this.#count; lane += 1) this.#lines[lane] = await this.#talk(center, lane);
  }

  async toggleMute(lane: number): Promise<void> {
    const line = this.#lines[lane]!;
    line.muted = !line.muted;
    const { callId, legId } = line;
    await this.#fact({ type: line.muted ? "legMuted" : "legUnmuted", callId, legId, requestId: null });
  }

  async close(): Promise<void> {
    for (const beat of this.#beats) clearInterval(beat);
    for (const socket of this.#sockets) socket.terminate();
    await this.#pool.close();
  }

  /** One agent logs in, gets a call and takes it. */
  async #talk(center: string, lane: number): Promise<Line> {
    const username = `agent${lane}@example.com`;
    await this.#ask("PUT", `${center}/agents/${username}`, this.#management, {
      displayName: username,
      password: PASSWORD,
    });
    const proof = { kind: "password", orgId: ORG, contactCenter: CENTER, username, password: PASSWORD };
    const { bearer } = (await this.#ask("POST", "/v1/sessions", null, proof)) as { bearer: string };
    const epoch = await this.#listen(lane, bearer);
    await this.#ask(
      "POST",
      "/v1/agents/current/commands",
      bearer,
      { type: "setPresence", presence: AVAILABLE, enqueue: false },
      epoch,
    );
    const callId = randomUUID();
    const arrival = { from: "+14155550123", to: "+14155550100", callerName: null, queueId: null, recording: false };
    await this.#fact({ type: "callArrived", callId, legId: randomUUID(), ...arrival });
    const ring = await this.#asked("ringAgent", callId);
    await this.#fact({ type: "legRinging", callId, legId: ring.legId, requestId: ring.requestId });
    await this.#ask("POST", `/v1/calls/${callId}/commands`, bearer, { type: "accept" }, epoch);
    const answer = await this.#asked("answer", callId);
    await this.#fact({ type: "legConnected", callId, legId: ring.legId, requestId: answer.requestId });
    return { callId, legId: ring.legId, muted: false };
  }

  #listen(lane: number, bearer: string): Promise<number> {
    const socket = new WebSocket(`${this.#url.replace("http", "ws")}/v1/signals`, "pt.v1", { origin: ORIGIN });
    this.#sockets.push(socket);
    this.#beats.push(setInterval(() => socket.readyState === WebSocket.OPEN && socket.send('{"type":"beat"}'), 1_000));
    socket.on("open", () => socket.send(JSON.stringify({ type: "hello", bearer, afterSeq: null })));
    return new Promise((resolve, reject) => {
      socket.on("error", reject);
      socket.on("close", (code, reason) => reject(new Error(`The socket was closed: ${code} ${String(reason)}`)));
      socket.on("message", (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as { type: string; epoch: number; signal?: { cause?: string } };
        if (frame.type === "welcome") resolve(frame.epoch);
        if (frame.signal?.cause === "legMuted" || frame.signal?.cause === "legUnmuted") this.onToggle(lane);
      });
    });
  }

  async #asked(type: string, callId: string) {
    for (
      const giveUpAt = Date.now() + WITHIN_MS;
      Date.now() < giveUpAt;
      await new Promise((done) => setTimeout(done, 5))
    ) {
      const found = this.#world.asked.find((one) => one.type === type && one.callId === callId);
      if (found !== undefined) return found;
    }
    throw new Error(`The server did not ask to ${type} within ${WITHIN_MS / 1000} s.`);
  }

  async #fact(fact: object): Promise<void> {
    const body = JSON.stringify({ factId: randomUUID(), at: Date.now(), ...fact });
    const time = Math.floor(Date.now() / 1000);
    const mac = createHmac("sha256", this.#secret).update(`${time}.${body}`).digest("hex");
    await this.#send("POST", "/v1/telephony-facts", { "pt-signature": `t=${time},v1=${mac}` }, body);
  }

  #ask(method: "PUT" | "POST", path: string, bearer: string | null, body: object, epoch?: number): Promise<unknown> {
    const headers = {
      origin: ORIGIN,
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
      ...(epoch === undefined ? {} : { "pt-session-epoch": String(epoch) }),
    };
    return this.#send(method, path, headers, JSON.stringify(body));
  }

  async #send(method: "PUT" | "POST", path: string, headers: Record<string, string>, body: string): Promise<unknown> {
    const answer = await this.#pool.request({
      method,
      path,
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }
}
