import { createServer } from "node:net";

/** Every address of the local product; each port is settable. */
export const portSettings = {
  console: { variable: "PT_LOCAL_ORG_PORT", standard: 8010 },
  server: { variable: "PT_PORT", standard: 8020 },
  pages: { variable: "PT_PAGES_PORT", standard: 8030 },
  switch: { variable: "PT_SWITCH_PORT", standard: 8040 },
} as const;
export type Ports = Readonly<Record<keyof typeof portSettings, number>>;

/** Reads the ports from the environment and makes sure that each is free. Every fault is listed in one error. */
export async function choosePorts(env: NodeJS.ProcessEnv): Promise<Ports> {
  const faults: string[] = [];
  const ports: Record<string, number> = {};
  for (const [name, { variable, standard }] of Object.entries(portSettings)) {
    const text = env[variable] ?? String(standard);
    const port = Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      faults.push(`${variable}=${text} is not a port (1 to 65535).`);
    else if (Object.values(ports).includes(port)) faults.push(`${variable}=${port} is used twice.`);
    else if (!(await isFree(port)))
      faults.push(
        `Port ${port} (${name}) is taken by another program. End that program, or choose another: ${variable}=<port> npm start`,
      );
    ports[name] = port;
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return ports as Ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
