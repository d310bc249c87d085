import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it, vi } from "vitest";
import { receivingServer } from "./testing/receiving-server.ts";
import { callers, newDataDir, secrets } from "./testing/running-switch.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const processes: ChildProcess[] = [];
afterEach(() => processes.splice(0).forEach((child) => child.kill("SIGKILL")));

function spawned(env: Record<string, string>) {
  const given = {
    PT_SWITCH_PORT: "0",
    PT_WEBHOOK_SECRET: secrets.webhookSecret,
    PT_TELEPHONY_CREDENTIAL: secrets.telephonyCredential,
    PT_OPERATOR_CREDENTIAL: secrets.operatorCredential,
    ...env,
  };
  const child = spawn(process.execPath, ["--import", "tsx", main], { env: { PATH: process.env["PATH"], ...given } });
  processes.push(child);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return { child, stderr: () => stderr };
}

async function listening(env: Record<string, string>) {
  const { child, stderr } = spawned(env);
  const lines = createInterface({ input: child.stdout! });
  for await (const line of lines) {
    const { message, url } = JSON.parse(line) as { message: string; url?: string };
    if (message === "listening") return { child, ...callers(url!), url: url! };
  }
  throw new Error(`The switch ended: ${stderr()}`);
}

it("killed at once after it answered, it has lost no fact and no call", { timeout: 30_000 }, async () => {
  const down = await receivingServer();
  await down.close();
  const env = { PT_SWITCH_DATA_DIR: await newDataDir(), PT_SERVER_URL: down.url };
  const first = await listening(env);
  const { callId } = await first.inbound();
  await first.ringAgent(callId);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const server = await receivingServer(undefined, down.port);
  const second = await listening(env);
  await vi.waitFor(() => expect(server.types()).toEqual(["callArrived", "legRinging"]), { timeout: 10_000 });
  expect((await second.calls()).map((call) => call.callId)).toEqual([callId]);
  second.child.kill("SIGTERM");
  expect((await once(second.child, "exit"))[0]).toBe(0);
  await server.close();
});

it("says which port is taken and what to do", { timeout: 30_000 }, async () => {
  const taken = await receivingServer();
  const { child, stderr } = spawned({
    PT_SWITCH_DATA_DIR: await newDataDir(),
    PT_SWITCH_PORT: String(taken.port),
  });
  expect((await once(child, "exit"))[0]).toBe(1);
  expect(stderr()).toBe(`Port ${taken.port} is taken. Stop the other program, or set PT_SWITCH_PORT to a free port.\n`);
  await taken.close();
});

it("lists all faults of its settings and ends", { timeout: 30_000 }, async () => {
  const { child, stderr } = spawned({ PT_WEBHOOK_SECRET: "", PT_SWITCH_PORT: "99999" });
  expect((await once(child, "exit"))[0]).toBe(1);
  expect(stderr()).toContain("PT_WEBHOOK_SECRET must be set");
  expect(stderr()).toContain("PT_SWITCH_PORT");
});
