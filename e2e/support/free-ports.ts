import type { Ports } from "../../scripts/start/ports.ts";
import { freePort } from "../../scripts/test/free-port.ts";

/** One port for each process of the product. */
export async function freePorts(): Promise<Ports> {
  const found = new Set<number>();
  while (found.size < 4) found.add(await freePort());
  const [console, server, pages, switchPort] = [...found] as [number, number, number, number];
  return { console, server, pages, switch: switchPort };
}
