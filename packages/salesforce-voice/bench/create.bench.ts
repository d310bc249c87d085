/**
 * Creates per second: this client against bare undici, to the same stub, in turns in the same run. The ratio is what the
 * client costs; the absolute figures are the machine's. Run: npx tsx packages/salesforce-voice/bench/create.bench.ts
 */
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort } from "node:worker_threads";
import { Pool } from "undici";
import { inbound, voiceApi } from "../src/testing/examples.ts";
import { startStubOrg } from "../src/testing/stub-org.ts";

const requests = 500;
const atOnce = 16;
/** Short turns, many of them: a busy machine then slows both alike. */
const rounds = 31;

if (isMainThread) await measure();
else await serve();

/** The stub has a thread of its own, so that client and stub share no event loop. */
async function serve(): Promise<void> {
  const org = await startStubOrg();
  const answer = org.answer;
  org.answer = (...given) => {
    org.received.length = 0;
    answer(...given);
  };
  parentPort?.postMessage(org.origin);
}

async function measure(): Promise<void> {
  const worker = new Worker(
    `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(import.meta.url)}); });`,
    { eval: true },
  );
  const origin = await new Promise<string>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  const pool = new Pool(origin, { connections: atOnce });
  const api = voiceApi(origin);
  const bare = () => bareCreate(pool, origin);
  const ours = () => api.createVoiceCall(inbound);
  await perSecond(bare);
  await perSecond(ours);
  const figures: { bare: number; ours: number; ratio: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const one = { bare: await perSecond(bare), ours: await perSecond(ours) };
    figures.push({ ...one, ratio: one.ours / one.bare });
  }
  await Promise.all([api.close(), pool.close()]);
  await worker.terminate();
  report(figures);
}

async function bareCreate(pool: Pool, origin: string): Promise<unknown> {
  const { callAttributes: _, ...body } = inbound;
  const answer = await pool.request({
    origin,
    path: "/telephony/v1/voiceCalls",
    method: "POST",
    headers: { authorization: "Bearer x", "content-type": "application/json", "telephony-provider-name": "bench" },
    body: JSON.stringify(body),
  });
  return answer.body.json();
}

async function perSecond(create: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let left = requests;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await create();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (requests / (performance.now() - startedAt)) * 1_000;
}

function report(figures: readonly { readonly bare: number; readonly ours: number; readonly ratio: number }[]): void {
  const middle = [...figures].sort((one, other) => one.ratio - other.ratio)[Math.floor(figures.length / 2)];
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd, encoding: "utf8" }).trim();
  print(`machine  ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`);
  print(`commit   ${commit}`);
  const rates = (of: "bare" | "ours"): string => {
    const sorted = figures.map((one) => one[of]).sort((one, other) => one - other);
    return `${sorted[Math.floor(sorted.length / 2)]?.toFixed(0)}/s`;
  };
  print(`medians  bare undici ${rates("bare")}, this client ${rates("ours")}`);
  print(
    `ratio    ${middle?.ratio.toFixed(2)} (median of ${figures.length} turns, ${figures.length * requests} creates each)`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
