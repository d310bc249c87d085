import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { TelephonyFact } from "@partner-telephony/api";

export interface Received {
  readonly fact: TelephonyFact;
  readonly path: string;
  readonly raw: string;
  readonly headers: IncomingHttpHeaders;
}

/** Stands where the integration server stands. `answer` decides the status for each fact; what got 200 is in `stored`. */
export async function receivingServer(answer: (fact: TelephonyFact) => number = () => 200, port = 0) {
  const stored: Received[] = [];
  const tried: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      const fact = JSON.parse(raw) as TelephonyFact;
      tried.push(fact.factId);
      const status = answer(fact);
      if (status === 200) stored.push({ fact, path: request.url ?? "", raw, headers: request.headers });
      response.writeHead(status, { "content-type": "application/json" });
      response.end(
        JSON.stringify(status === 200 ? { factId: fact.factId, repeated: false } : { code: "test.refused" }),
      );
    });
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    stored,
    tried,
    /** Of the facts alone: what else is told of a call, its recording say, comes when it is ready. */
    types: () => stored.filter(({ path }) => path === "/v1/telephony-facts").map(({ fact }) => fact.type),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
