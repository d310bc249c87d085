import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FarEndAct, TelephonyRequestBody } from "@partner-telephony/api";
import { realPorts, startSwitch } from "../practice-switch.ts";
import type { SwitchSettings } from "../settings.ts";
import { agent } from "./lab.ts";

export const secrets = {
  webhookSecret: "webhook-secret-of-tests",
  telephonyCredential: "telephony-credential-of-tests",
  operatorCredential: "operator-credential-of-tests",
};

export const newDataDir = (): Promise<string> => mkdtemp(join(tmpdir(), "switch-test-"));

/** A whole switch on a free port, and the two who talk to it. Retries come after 1 ms instead of seconds. */
export async function runningSwitch(settings: Partial<SwitchSettings> & { serverUrl: string }, waits: number[] = []) {
  const dataDir = settings.dataDir ?? (await newDataDir());
  const lines: string[] = [];
  const running = await startSwitch(
    { port: 0, host: "127.0.0.1", dataDir, ...secrets, ...settings },
    {
      now: realPorts.now,
      wait: (ms, signal) => {
        waits.push(ms);
        return realPorts.wait(1, signal);
      },
      log: (message, fields) => lines.push(JSON.stringify({ message, ...fields })),
      onFailure: (error) => lines.push(`failed: ${String(error)}`),
    },
  );
  return { ...running, dataDir, lines, ...callers(running.url) };
}

/** The server and the operator as they ask a switch at `url`. */
export function callers(url: string) {
  const post = (path: string, credential: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${credential}`, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const request = (body: Partial<TelephonyRequestBody> & { requestId: string }, headers?: Record<string, string>) =>
    post(
      "/v1/requests",
      secrets.telephonyCredential,
      { tenant: "t", ...body },
      { "idempotency-key": body.requestId, ...headers },
    );
  return {
    post,
    request,
    act: (legId: string, act: FarEndAct) => post(`/v1/practice/legs/${legId}/acts`, secrets.operatorCredential, act),
    async inbound(body: object = {}, headers?: Record<string, string>) {
      const asked = { from: "+14155550100", to: "+14155550199", ...body };
      const response = await post("/v1/practice/inbound-calls", secrets.operatorCredential, asked, headers);
      return (await response.json()) as { callId: string; legId: string };
    },
    async ringAgent(callId: string): Promise<string> {
      const legId = randomUUID();
      await request({ type: "ringAgent", requestId: randomUUID(), callId, legId, agent });
      return legId;
    },
    async calls() {
      const headers = { authorization: `Bearer ${secrets.operatorCredential}` };
      const response = await fetch(`${url}/v1/practice/calls`, { headers });
      return ((await response.json()) as { calls: { callId: string; legs: { state: string }[] }[] }).calls;
    },
  };
}
