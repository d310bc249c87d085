import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { StartFault } from "./start-fault.ts";
import { settingTable, type Settings } from "./table.ts";

/** What must stay secret and is unique to the installation. */
export interface Secrets {
  readonly management: string;
  readonly operator: string;
  readonly telephony: string;
  readonly webhook: string;
  /** 32 bytes. */
  readonly secretKey: Buffer;
}

type SecretName = Extract<keyof Settings, `PT_${string}_CREDENTIAL` | "PT_WEBHOOK_SECRET" | "PT_SECRET_KEY">;

/** File in PT_DATA_DIR that stands in for an absent variable. */
export const secretFiles: Record<SecretName, string> = {
  PT_MANAGEMENT_CREDENTIAL: "management-credential",
  PT_OPERATOR_CREDENTIAL: "operator-credential",
  PT_TELEPHONY_CREDENTIAL: "telephony-credential",
  PT_WEBHOOK_SECRET: "webhook-secret",
  PT_SECRET_KEY: "secret-key",
};

/** Linked into place whole: a second server that starts at once reads the winner's, never half a file. */
async function createOnce(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${text}\n`, { mode: 0o600, flag: "wx" });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await unlink(draft);
  }
}

async function readOrMake(dir: string, name: SecretName): Promise<string> {
  const file = join(dir, secretFiles[name]);
  const make = () => createOnce(file, randomBytes(32).toString(name === "PT_SECRET_KEY" ? "base64" : "base64url"));
  const text = await readFile(file, "utf8").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    await make();
    return readFile(file, "utf8");
  });
  const parsed = settingTable[name].schema.safeParse(text.trim());
  if (!parsed.success || parsed.data === null) throw new StartFault("settings.secret-file", { file, name });
  return parsed.data;
}

/**
 * Takes each secret from its variable, else from its file, else makes it (mode 0600).
 * @throws StartFault `settings.data-dir`, `settings.secret-file`
 */
export async function loadSecrets(settings: Settings): Promise<Secrets> {
  const dir = resolve(settings.PT_DATA_DIR);
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const get = async (name: SecretName) => settings[name] ?? (await readOrMake(dir, name));
    return {
      management: await get("PT_MANAGEMENT_CREDENTIAL"),
      operator: await get("PT_OPERATOR_CREDENTIAL"),
      telephony: await get("PT_TELEPHONY_CREDENTIAL"),
      webhook: await get("PT_WEBHOOK_SECRET"),
      secretKey: Buffer.from(await get("PT_SECRET_KEY"), "base64"),
    };
  } catch (error) {
    if (error instanceof StartFault) throw error;
    throw new StartFault("settings.data-dir", { dir, reason: (error as NodeJS.ErrnoException).code ?? "unknown" });
  }
}
