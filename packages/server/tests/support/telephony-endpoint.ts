import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TelephonyRequestBody } from "@partner-telephony/api";
import { eventually } from "./eventually.ts";

export interface Received {
  readonly body: TelephonyRequestBody;
  readonly headers: IncomingMessage["headers"];
  readonly path: string;
}

export interface TelephonyEndpoint {
  readonly url: string;
  readonly received: Received[];
  /** Answers a request, or leaves it waiting. */
  answer: (body: TelephonyRequestBody, response: ServerResponse) => void;
  receives(count: number): Promise<Received[]>;
  close(): Promise<void>;
}

export const accept = (body: TelephonyRequestBody, response: ServerResponse): void =>
  reply(response, 202, { requestId: body.requestId });

export function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** A telephony system over HTTP, outside the server's process. */
export async function startTelephonyEndpoint(): Promise<TelephonyEndpoint> {
  const received: Received[] = [];
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as TelephonyRequestBody;
      received.push({ body, headers: request.headers, path: request.url ?? "" });
      endpoint.answer(body, response);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const endpoint: TelephonyEndpoint = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    received,
    answer: accept,
    receives: (count) =>
      eventually(
        () => received,
        (all) => all.length >= count,
      ),
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return endpoint;
}
