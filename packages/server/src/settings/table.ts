import { z } from "zod";

/** One `PT_…` variable (or `DATABASE_URL`). docs/settings.md is this table, and a test compares the two. */
export interface SettingRow {
  readonly schema: z.ZodType;
  /** As the variable would be written; null: nothing, or made at first start. */
  readonly fallback: string | null;
  readonly meaning: string;
  /** What to do when the value does not fit. */
  readonly remedy: string;
}

const port = z.coerce.number().int().min(0).max(65535);
const origin = z
  .url()
  .refine((url) => new URL(url).origin === url, "must be an origin: scheme, host and port, no path");
const list = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .transform((parts) => parts.filter((part) => part.length > 0))
    .pipe(z.array(item));
const httpUrl = z.url({ protocol: /^https?$/ });
const publicUrl = httpUrl
  .max(500)
  .refine((url) => !/[?#@]/.test(url), "must have no query, fragment or user")
  .transform((url) => url.replace(/\/+$/, ""));
const credential = z
  .string()
  .min(24)
  .max(512)
  .regex(/^[\x21-\x7e]+$/, "must be printable ASCII without spaces");
const secretKey = z.string().refine((text) => /^[A-Za-z0-9+/]{43}=$/.test(text), "must be 32 bytes in base64");

const SIGNAL_TYPES = ["Category", "Sentiment"] as const;
/** `id:label:Category+Sentiment`. */
const intelligenceServices = list(
  z
    .string()
    .regex(/^[^:]{1,255}:[^:]{1,255}:(Category|Sentiment)(\+(Category|Sentiment))?$/, "must be id:label:signal types"),
).transform((items) =>
  items.map((item) => {
    const [service = "", label = "", types = ""] = item.split(":").map((part) => part.trim());
    return { service, label, signalTypes: SIGNAL_TYPES.filter((type) => types.split("+").includes(type)) };
  }),
);

const row = <S extends z.ZodType>(schema: S, fallback: string | null, meaning: string, remedy: string) => ({
  schema,
  fallback,
  meaning,
  remedy,
});

export const settingTable = {
  PT_HOST: row(
    z.string().min(1),
    "127.0.0.1",
    "Address to listen on.",
    "Give an address of this computer, such as 127.0.0.1.",
  ),
  PT_PORT: row(port, "8020", "Port to listen on; 0 takes any free one.", "Give a number from 0 to 65535."),
  PT_DATA_DIR: row(
    z.string().min(1),
    ".partner-telephony/server",
    "Folder for the embedded database and for secrets made at first start.",
    "Give a folder that the server may write to.",
  ),
  DATABASE_URL: row(
    z.url({ protocol: /^postgres(ql)?$/ }).nullable(),
    null,
    "PostgreSQL 15 or newer; absent: the embedded database in PT_DATA_DIR.",
    "Give postgresql://user:password@host:port/database, or leave it out.",
  ),
  PT_TELEPHONY_URL: row(
    httpUrl,
    "http://127.0.0.1:8040",
    "Base address of the telephony system that requests are sent to.",
    "Give an address that starts with http or https.",
  ),
  PT_PROVIDER_NAME: row(
    z
      .string()
      .min(1)
      .max(80)
      .regex(/^[\x20-\x7e]+$/, "must be printable ASCII"),
    "Partner Telephony",
    "Name that Salesforce's voice API gets with each request (Telephony-Provider-Name).",
    "Give up to 80 printable ASCII characters.",
  ),
  PT_ALLOWED_ORIGINS: row(
    list(origin),
    "http://localhost:8010,http://127.0.0.1:8010,http://127.0.0.1:8020,http://127.0.0.1:8030",
    "Origins of pages that may call this server and open sockets, separated by commas.",
    "Give origins such as https://connector.example.com, separated by commas.",
  ),
  PT_PUBLIC_URL: row(
    publicUrl.nullable(),
    null,
    "Address under which browsers reach this server, in recording URLs on VoiceCalls; absent: where it listens.",
    "Give an address of at most 500 characters without query, such as https://telephony.example.com.",
  ),
  PT_RECORDING_URL_SECONDS: row(
    z.coerce.number().int().min(1).max(86_400),
    "900",
    "How long a signed recording URL is good; for Einstein and universal playback never less than 300.",
    "Give a number of seconds from 1 to 86400.",
  ),
  PT_INTELLIGENCE_SERVICES: row(
    intelligenceServices,
    "",
    "Conversation intelligence services for rules in Setup, as agreed with Salesforce: id:label:signal types, separated by commas; empty: none.",
    "Give items such as myService:My service:Category+Sentiment, separated by commas.",
  ),
  PT_SSO_ACS_URL: row(
    httpUrl.nullable(),
    null,
    "Where your SAML log-in takes Salesforce's assertions; Setup makes the connected app from it. Absent: there is no single sign-on.",
    "Give an address such as https://login.example.com/saml/acs, or leave it out.",
  ),
  PT_SSO_ENTITY_ID: row(
    z.string().min(1).max(255).nullable(),
    null,
    "Entity id of your SAML log-in; needed with PT_SSO_ACS_URL.",
    "Give up to 255 characters, such as https://login.example.com.",
  ),
  PT_SSO_SLO_URL: row(
    httpUrl.nullable(),
    null,
    "Where your SAML log-in logs agents out; absent: nowhere.",
    "Give an address that starts with http or https, or leave it out.",
  ),
  PT_TRUST_PROXY: row(
    list(z.string().min(1)),
    "",
    "Addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas; empty: none.",
    "Give addresses such as 10.0.0.0/8, separated by commas.",
  ),
  PT_LOG_LEVEL: row(
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    "info",
    "How much is logged.",
    "Give one of fatal, error, warn, info, debug, trace, silent.",
  ),
  PT_DEFAULT_CONTACT_CENTER: row(
    z
      .string()
      .regex(/^00D[0-9A-Za-z]{12}:[A-Za-z][A-Za-z0-9]{0,79}$/, "must be <org id>:<contact center name>")
      .nullable(),
    null,
    "Contact center of credentials that name none; absent: the only one there is.",
    "Give the 15-character org id, a colon and the internal name, such as 00D000000000001:PartnerTelephony.",
  ),
  PT_MANAGEMENT_CREDENTIAL: row(
    credential.nullable(),
    null,
    "Bearer of setup: contact centers, agents, certificate. Absent: made at first start.",
    "Give 24 or more characters without spaces, or leave it out.",
  ),
  PT_OPERATOR_CREDENTIAL: row(
    credential.nullable(),
    null,
    "Bearer of whoever runs the server: calls and their logs. Absent: made at first start.",
    "Give 24 or more characters without spaces, or leave it out.",
  ),
  PT_TELEPHONY_CREDENTIAL: row(
    credential.nullable(),
    null,
    "Bearer that the server shows to the telephony system. Absent: made at first start.",
    "Give 24 or more characters without spaces, or leave it out.",
  ),
  PT_WEBHOOK_SECRET: row(
    credential.nullable(),
    null,
    "Key with which the telephony system signs its facts. Absent: made at first start.",
    "Give 24 or more characters without spaces, or leave it out.",
  ),
  PT_SECRET_KEY: row(
    secretKey.nullable(),
    null,
    "Encrypts secrets at rest; the same on every server of one database. Absent: made at first start.",
    "Give 32 random bytes in base64 (openssl rand -base64 32), or leave it out.",
  ),
} as const satisfies Record<string, SettingRow>;

export type SettingName = keyof typeof settingTable;
export type Settings = { readonly [Name in SettingName]: z.output<(typeof settingTable)[Name]["schema"]> };
