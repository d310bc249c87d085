/** The least that could do the job: a bare fastify route that passes what it gets to a socket. No log, no store, no schema. */
import fastify from "fastify";
import { WebSocketServer, type WebSocket } from "ws";

const app = fastify();
const sockets: WebSocket[] = [];
app.post("/facts/:lane", async (request) => {
  sockets[Number((request.params as { lane: string }).lane)]?.send(JSON.stringify(request.body));
  return { repeated: false };
});
const url = await app.listen({ port: 0, host: "127.0.0.1" });
new WebSocketServer({ server: app.server }).on("connection", (socket, request) => {
  sockets[Number(request.url!.slice(1))] = socket;
});
process.stdout.write(`ready at ${url}\n`);
