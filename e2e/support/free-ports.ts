import { createServer } from "node:net";
import type { Ports } from "../../scripts/start/ports.ts";

/** Below what systems lend to outgoing connections: nobody else is given one of these before our process takes it. */
const FROM = 10_000;
const TO = 30_000;

export async function freePorts(): Promise<Ports> {
  const found = new Set<number>();
  while (found.size < 4) {
    const port = FROM + Math.floor(Math.random() * (TO - FROM));
    if (await isFree(port)) found.add(port);
  }
  const [console, server, pages, switchPort] = [...found] as [number, number, number, number];
  return { console, server, pages, switch: switchPort };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
