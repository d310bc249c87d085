import { createServer } from "node:net";

/** Below what systems lend to outgoing connections: nobody else is given one of these before our process takes it. */
const FROM = 10_000;
const TO = 30_000;

/** A port of 127.0.0.1 for a process that has to be told its port before it starts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FROM + Math.floor(Math.random() * (TO - FROM));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
