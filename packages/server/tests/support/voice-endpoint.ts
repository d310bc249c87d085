import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface VoiceRequest {
  readonly method: string;
  /** Below `/telephony/v1`. */
  readonly path: string;
  readonly body: Record<string, unknown>;
}

export interface VoiceEndpoint {
  readonly url: string;
  readonly received: VoiceRequest[];
  answer: (request: VoiceRequest, response: ServerResponse) => void;
  of(method: string, part: string): VoiceRequest[];
  close(): Promise<void>;
}

/** Salesforce's voice API as far as the lane's promises need it; tokens are checked by the client's own tests and the stand-in org. */
export async function startVoiceEndpoint(): Promise<VoiceEndpoint> {
  const received: VoiceRequest[] = [];
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const seen: VoiceRequest = {
        method: request.method ?? "",
        path: (request.url ?? "").replace("/telephony/v1", ""),
        body: text === "" ? {} : ((JSON.parse(text) ?? {}) as Record<string, unknown>),
      };
      received.push(seen);
      endpoint.answer(seen, response);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const endpoint: VoiceEndpoint = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    received,
    answer: succeed,
    of: (method, part) => received.filter((seen) => seen.method === method && seen.path.includes(part)),
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return endpoint;
}

export function succeed(request: VoiceRequest, response: ServerResponse): void {
  send(
    response,
    200,
    request.method === "POST" ? { voiceCallId: "0LQ000000000001", errors: [] } : { status: "pending" },
  );
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
