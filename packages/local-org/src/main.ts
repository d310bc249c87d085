import { OrgFault } from "./http/fault.ts";
import { startLocalOrg, type LocalOrg } from "./local-org.ts";
import { readSettings } from "./settings.ts";

/** Starts the stand-in org; ends with 0 on SIGINT or SIGTERM, with 1 and one sentence when it cannot start. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const org = await startLocalOrg(settings);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end(org));
  process.stdout.write(`Salesforce stand-in: ${org.origin} (voice API ${org.scrtUrl}/telephony/v1)\n`);
}

async function end(org: LocalOrg): Promise<void> {
  await org.close();
  process.exitCode = 0;
}

function sentence(error: unknown): string {
  if (error instanceof OrgFault) return `${error.code}: ${error.message}`;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") {
    return `port.in-use: Port ${port ?? ""} is taken. Stop what listens there, or set PT_LOCAL_ORG_PORT to a free port.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`The stand-in org did not start. ${sentence(error)}\n`);
  process.exitCode = 1;
});
