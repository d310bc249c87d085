import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { SwitchMessages } from "@partner-telephony/api";
import { freePort } from "../support/free-port.ts";
import { createHttpTelephonySystem } from "../../src/telephony/http-telephony-system.ts";
import { CREDENTIALS, type SystemUnderContract } from "./system-under-contract.ts";

/** Started as a process, never imported: the server knows no more of it than of a provider's system. */
const MAIN = fileURLToPath(new URL("../../../switch/src/main.ts", import.meta.url));

export async function practiceSwitch(): Promise<SystemUnderContract> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = await mkdtemp(join(tmpdir(), "pt-contract-switch-"));
  let child: ChildProcess | null = null;
  const practise = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/v1/practice/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        authorization: `Bearer ${CREDENTIALS.operator}`,
        "content-type": "application/json",
        "idempotency-key": randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The switch answered ${response.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
  return {
    telephony: createHttpTelephonySystem({ url, credential: CREDENTIALS.telephony }),
    unsupported: [],
    silentOn: [],
    async start(serverUrl) {
      child = await startProcess(port, dataDir, serverUrl);
    },
    inboundCall: async () =>
      (await practise("inbound-calls", {
        from: "+14155550123",
        to: "+14155550100",
        queueId: "support",
      })) as { callId: string; legId: string },
    answers: async (legId) => void (await practise(`legs/${legId}/acts`, { type: "answer" })),
    hangsUp: async (legId) => void (await practise(`legs/${legId}/acts`, { type: "hangUp" })),
    messages: {
      says: async (callId, text) => void (await practise(`calls/${callId}/messages`, { body: text })),
      async heard(callId) {
        const { messages } = SwitchMessages.parse(await practise(`calls/${callId}/messages`));
        return messages.flatMap(({ direction, body }) => (direction === "received" ? [body] : []));
      },
    },
    async stop() {
      if (child !== null) {
        const gone = once(child, "exit");
        child.kill("SIGTERM");
        await gone;
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startProcess(port: number, dataDir: string, serverUrl: string): Promise<ChildProcess> {
  const env = {
    PATH: process.env["PATH"],
    PT_SWITCH_PORT: String(port),
    PT_SWITCH_DATA_DIR: dataDir,
    PT_SERVER_URL: serverUrl,
    PT_WEBHOOK_SECRET: CREDENTIALS.webhook,
    PT_TELEPHONY_CREDENTIAL: CREDENTIALS.telephony,
    PT_OPERATOR_CREDENTIAL: CREDENTIALS.operator,
  };
  const child = spawn(process.execPath, ["--import", "tsx", MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (text) => (stderr += String(text)));
  for await (const line of createInterface({ input: child.stdout })) {
    if ((JSON.parse(line) as { message: string }).message !== "listening") continue;
    child.stdout.resume();
    return child;
  }
  throw new Error(`The switch ended: ${stderr}`);
}
