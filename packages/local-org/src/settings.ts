import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { OrgFault, type FaultField } from "./http/fault.ts";
import { OrgDefinition, readJsonFile } from "./org/definition.ts";
import { readCustomLabels, type CustomLabels } from "./setup/custom-labels.ts";
import { VendorInfos, type VendorInfo } from "./setup/vendor-info.ts";

export interface Settings {
  port: number;
  /** Null keeps no journal: records die with the process. */
  dataFolder: string | null;
  definition: OrgDefinition;
  vendorInfos: VendorInfo[];
  /** Those of the installed package; an agent reads them when a control fails. */
  customLabels: CustomLabels;
  consoleFolder: string;
  /** Source folder of the installed package, whose Apex runs; null: no Apex is hosted. */
  apexFolder: string | null;
  /** Overrides the origin that `scrtUrl` carries; default is this server on 127.0.0.1. */
  scrtUrl: string | null;
  frameOrigins: string[];
  hostNames: ReadonlySet<string>;
  /** PEM texts; host names of the certificate are answered too. */
  https: { cert: string; key: string; names: string[] } | null;
  log: boolean;
}

/** Every setting, its default and its meaning; docs/stand-in-org.md repeats this table. */
export const settingNames = [
  "PT_LOCAL_ORG_PORT",
  "PT_LOCAL_ORG_DATA_DIR",
  "PT_LOCAL_ORG_DEFINITION",
  "PT_LOCAL_ORG_VENDORS",
  "PT_LOCAL_ORG_LABELS",
  "PT_LOCAL_ORG_CONSOLE_DIR",
  "PT_LOCAL_ORG_APEX",
  "PT_LOCAL_ORG_SCRT_URL",
  "PT_LOCAL_ORG_FRAME_ORIGINS",
  "PT_LOCAL_ORG_HOST_NAMES",
  "PT_LOCAL_ORG_TLS_CERTIFICATE",
  "PT_LOCAL_ORG_TLS_KEY",
] as const;
type SettingName = (typeof settingNames)[number];

/** Until scripts/start hands its own over: the practice connector where design.md puts it. */
const practiceVendor = [
  {
    developerName: "partnerTelephonyLocal",
    masterLabel: "Partner Telephony (local)",
    connectorUrl: "http://127.0.0.1:8030/connector/",
    customLoginUrl: "http://127.0.0.1:8030/login/",
  },
];

/** Reads and checks all settings; every fault is listed in one OrgFault `settings.invalid`. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const faults: FaultField[] = [];
  const value = (name: SettingName): string | undefined => environment[name] || undefined;
  const read = <T extends z.ZodType>(name: SettingName, schema: T, given: unknown): z.infer<T> => {
    const result = schema.safeParse(given);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      faults.push({ path: [name, ...issue.path].join("."), message: issue.message });
    }
    return undefined as z.infer<T>;
  };
  const file = (name: SettingName, fallback: unknown): unknown => {
    const path = value(name);
    if (path === undefined) return fallback;
    const result = readJsonFile(path);
    if ("value" in result) return result.value;
    faults.push({ path: name, message: result.problem });
    return fallback;
  };
  for (const name of Object.keys(environment)) {
    if (name.startsWith("PT_LOCAL_ORG_") && !(settingNames as readonly string[]).includes(name)) {
      faults.push({ path: name, message: "is not a setting of the stand-in org" });
    }
  }

  const https = readTls(value("PT_LOCAL_ORG_TLS_CERTIFICATE"), value("PT_LOCAL_ORG_TLS_KEY"), faults);
  const settings: Settings = {
    port: read("PT_LOCAL_ORG_PORT", z.coerce.number().int().min(0).max(65_535), value("PT_LOCAL_ORG_PORT") ?? 8010),
    dataFolder: value("PT_LOCAL_ORG_DATA_DIR") ?? ".partner-telephony/local-org",
    definition: read("PT_LOCAL_ORG_DEFINITION", OrgDefinition, file("PT_LOCAL_ORG_DEFINITION", {})),
    vendorInfos: read("PT_LOCAL_ORG_VENDORS", VendorInfos, file("PT_LOCAL_ORG_VENDORS", practiceVendor)),
    customLabels: new Map(),
    apexFolder: folder(value("PT_LOCAL_ORG_APEX"), faults),
    consoleFolder: value("PT_LOCAL_ORG_CONSOLE_DIR") ?? builtConsole(),
    scrtUrl: read("PT_LOCAL_ORG_SCRT_URL", Origin.nullable(), value("PT_LOCAL_ORG_SCRT_URL") ?? null),
    frameOrigins: read("PT_LOCAL_ORG_FRAME_ORIGINS", z.array(Origin), words(value("PT_LOCAL_ORG_FRAME_ORIGINS"))),
    hostNames: new Set([
      "localhost",
      "127.0.0.1",
      "::1",
      ...(https?.names ?? []),
      ...(read("PT_LOCAL_ORG_HOST_NAMES", z.array(HostName), words(value("PT_LOCAL_ORG_HOST_NAMES"))) ?? []),
    ]),
    https,
    log: true,
  };
  const labels = readLabels(value("PT_LOCAL_ORG_LABELS"), settings.vendorInfos?.[0]?.namespace ?? null);
  if ("labels" in labels) settings.customLabels = labels.labels;
  else faults.push({ path: "PT_LOCAL_ORG_LABELS", message: labels.fault });
  if (settings.definition !== undefined) faults.push(...crossFaults(settings.definition));
  if (faults.length > 0) {
    const list = faults.map(({ path, message }) => `  ${path}: ${message}`).join("\n");
    throw new OrgFault(
      "settings.invalid",
      `The stand-in org cannot start, ${faults.length} settings are wrong:\n${list}`,
      faults,
    );
  }
  return settings;
}

function readLabels(path: string | undefined, namespace: string | null): ReturnType<typeof readCustomLabels> {
  if (path === undefined) return { labels: new Map() };
  try {
    return readCustomLabels(readFileSync(path, "utf8"), namespace);
  } catch (error) {
    return { fault: `${path} cannot be read: ${(error as Error).message}` };
  }
}

const Origin = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ""),
    "must be an origin: https://host[:port]",
  )
  .transform((text) => text.replace(/\/$/, ""));
const HostName = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?$/, "must be a host name in lower case, without port");

/** Next to the bundle when this runs bundled, else below the package. */
function builtConsole(): string {
  const path = import.meta.url.includes("/dist/process/") ? "../console" : "../dist/console";
  return fileURLToPath(new URL(path, import.meta.url));
}

/** DNS names that a certificate stands for: the console answers under them too. */
function certificateNames(pem: string): string[] {
  const names = new X509Certificate(pem).subjectAltName ?? "";
  return [...names.matchAll(/DNS:([a-z0-9.-]+)/g)].flatMap((match) => match[1] ?? []);
}

function words(text: string | undefined): string[] {
  return (text ?? "").split(/[\s,]+/).filter((word) => word !== "");
}

function readTls(certPath: string | undefined, keyPath: string | undefined, faults: FaultField[]): Settings["https"] {
  if (certPath === undefined && keyPath === undefined) return null;
  if (certPath === undefined || keyPath === undefined) {
    faults.push({
      path: "PT_LOCAL_ORG_TLS_CERTIFICATE",
      message: "needs PT_LOCAL_ORG_TLS_KEY, and the other way round",
    });
    return null;
  }
  try {
    const cert = readFileSync(certPath, "utf8");
    return { cert, key: readFileSync(keyPath, "utf8"), names: certificateNames(cert) };
  } catch (error) {
    faults.push({ path: "PT_LOCAL_ORG_TLS_CERTIFICATE", message: (error as Error).message });
    return null;
  }
}

/** A folder that must be there. */
function folder(path: string | undefined, faults: FaultField[]): string | null {
  if (path === undefined) return null;
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    faults.push({ path: "PT_LOCAL_ORG_APEX", message: `${path} is no folder` });
  return resolve(path);
}

const isReference = <K extends string>(value: unknown, kind: K): value is Record<K, string> =>
  typeof value === "object" && value !== null && kind in value;

/** Names inside the definition that point at nothing or stand twice. */
function crossFaults(definition: OrgDefinition): FaultField[] {
  const faults: FaultField[] = [];
  const fault = (path: string, message: string): void =>
    void faults.push({ path: `PT_LOCAL_ORG_DEFINITION.${path}`, message });
  const usernames = definition.users.map((user) => user.username);
  const statuses = new Set(["Offline", ...definition.presenceStatuses.map((status) => status.name)]);
  const queues = new Set(definition.queues.map((queue) => queue.developerName));
  if (new Set(usernames).size < usernames.length) fault("users", "two users have the same username");
  for (const key of ["updateStatusOnDecline", "updateStatusOnPushTimeOut"] as const) {
    const status = definition.presenceConfiguration[key];
    if (status !== null && !statuses.has(status))
      fault(`presenceConfiguration.${key}`, `there is no presence status ${status}`);
  }
  for (const username of Object.keys(definition.agentExternalIds)) {
    if (!usernames.includes(username)) fault("agentExternalIds", `there is no user ${username}`);
  }
  for (const { developerName, target } of definition.flows) {
    if ("queue" in target && !queues.has(target.queue))
      fault(`flows.${developerName}`, `there is no queue ${target.queue}`);
    if ("agent" in target && !usernames.includes(target.agent))
      fault(`flows.${developerName}`, `there is no user ${target.agent}`);
  }
  const contacts = definition.contacts.map((contact) => contact.name);
  definition.records.forEach(({ object, owner, fields }, index) => {
    const place = `records.${index} (${object})`;
    const users = Object.values(fields).flatMap((value) => (isReference(value, "user") ? [value.user] : []));
    for (const username of [...users, ...(owner === undefined ? [] : [owner])])
      if (!usernames.includes(username)) fault(place, `there is no user ${username}`);
    for (const value of Object.values(fields))
      if (isReference(value, "contact") && !contacts.includes(value.contact))
        fault(place, `there is no contact ${value.contact}`);
  });
  return faults;
}
