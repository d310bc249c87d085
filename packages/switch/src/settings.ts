import { z } from "zod";
import { behaviours } from "./calls/requests.ts";

const credential = z
  .string({ error: "must be set" })
  .min(16, "must have at least 16 characters")
  .regex(/^[\x21-\x7e]+$/, "must have printable ASCII characters only");

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .transform((text) => text.replace(/\/+$/, ""));

const Settings = z
  .object({
    PT_SWITCH_PORT: z.coerce.number("must be a port number").int().min(0).max(65535).default(8040),
    PT_SWITCH_HOST: z.string().min(1).default("127.0.0.1"),
    PT_SWITCH_DATA_DIR: z.string().min(1).default(".partner-telephony/switch"),
    PT_SERVER_URL: httpUrl.default("http://127.0.0.1:8020"),
    PT_WEBHOOK_SECRET: credential,
    PT_TELEPHONY_CREDENTIAL: credential,
    PT_OPERATOR_CREDENTIAL: credential,
    PT_SWITCH_UNSUPPORTED: z
      .string()
      .default("")
      .transform((text) =>
        text
          .split(",")
          .map((name) => name.trim())
          .filter(Boolean),
      )
      .refine(
        (names) => names.every((name) => Object.hasOwn(behaviours, name)),
        "must be requests of the API, with commas",
      ),
  })
  .refine((settings) => settings.PT_TELEPHONY_CREDENTIAL !== settings.PT_OPERATOR_CREDENTIAL, {
    path: ["PT_OPERATOR_CREDENTIAL"],
    error: "must differ from PT_TELEPHONY_CREDENTIAL: the simulator may not act as the server",
  });

export interface SwitchSettings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly serverUrl: string;
  readonly webhookSecret: string;
  readonly telephonyCredential: string;
  readonly operatorCredential: string;
  /** Requests that it refuses with `request.unsupported`, as a telephony system does that cannot do them. */
  readonly unsupported?: ReadonlySet<string>;
}

/** All faults of the settings together; none of the values, some are secret. */
export class BadSettings extends Error {
  readonly code = "settings.invalid";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The practice switch cannot start:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/** Reads `PT_…` variables. Throws `BadSettings`. An empty variable counts as not set. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): SwitchSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    throw new BadSettings(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  }
  const data = parsed.data;
  return {
    port: data.PT_SWITCH_PORT,
    host: data.PT_SWITCH_HOST,
    dataDir: data.PT_SWITCH_DATA_DIR,
    serverUrl: data.PT_SERVER_URL,
    webhookSecret: data.PT_WEBHOOK_SECRET,
    telephonyCredential: data.PT_TELEPHONY_CREDENTIAL,
    operatorCredential: data.PT_OPERATOR_CREDENTIAL,
    unsupported: new Set(data.PT_SWITCH_UNSUPPORTED),
  };
}

/** Practice routes let anyone with the operator credential place calls: they stay on this machine. */
export const isLoopback = (host: string): boolean => ["127.0.0.1", "::1", "localhost"].includes(host);
