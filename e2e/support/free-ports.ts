import { createServer, type AddressInfo } from "node:net";
import type { Ports } from "../../scripts/start/ports.ts";

export async function freePorts(): Promise<Ports> {
  const [console, server, pages, switchPort] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  return { console, server, pages, switch: switchPort };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
