import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What belongs to this installation alone: made at the first start, never in the repository. */
export interface Installation {
  readonly folder: string;
  readonly managementCredential: string;
  readonly operatorCredential: string;
  readonly telephonyCredential: string;
  readonly webhookSecret: string;
  /** Log-in of every practice agent. */
  readonly practicePassword: string;
}

const SECRETS = ["managementCredential", "operatorCredential", "telephonyCredential", "webhookSecret"] as const;
const FILE = "installation.json";

export async function openInstallation(folder: string): Promise<Installation> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const present = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (present !== null) return { ...(JSON.parse(present) as Omit<Installation, "folder">), folder };
  const made = {
    ...Object.fromEntries(SECRETS.map((name) => [name, randomBytes(32).toString("base64url")])),
    practicePassword: readablePassword(),
  } as Omit<Installation, "folder">;
  await writeFile(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return { ...made, folder };
}

/** Four groups without look-alike characters: it is read from a terminal and typed. About 58 bits. */
function readablePassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const characters = Array.from(randomBytes(12), (byte) => letters[byte % letters.length]!);
  return [0, 3, 6, 9].map((from) => characters.slice(from, from + 3).join("")).join("-");
}
