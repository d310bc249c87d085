import { once } from "node:events";
import { Pool } from "undici";
import { WebSocket } from "ws";
import { startChild } from "./child.ts";
import type { Target } from "./load.ts";

export async function relayTarget(lanes: number): Promise<Target & { readonly stop: () => Promise<void> }> {
  const child = await startChild("scripts/bench/echo-relay.ts");
  const pool = new Pool(child.url, { connections: lanes });
  const sockets = Array.from(
    { length: lanes },
    (_, lane) => new WebSocket(`${child.url.replace("http", "ws")}/${lane}`),
  );
  await Promise.all(sockets.map((socket) => once(socket, "open")));
  const target: Target = {
    name: "bare relay",
    lanes,
    pid: child.pid,
    onMessage: () => {},
    async post(lane) {
      const body = JSON.stringify({ type: "legMuted", lane, at: Date.now() });
      const answer = await pool.request({
        method: "POST",
        path: `/facts/${lane}`,
        headers: { "content-type": "application/json" },
        body,
      });
      await answer.body.text();
    },
  };
  sockets.forEach((socket, lane) => socket.on("message", () => target.onMessage(lane)));
  return Object.assign(target, {
    async stop() {
      for (const socket of sockets) socket.terminate();
      await pool.close();
      await child.stop();
    },
  });
}
