import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inRepository } from "../repository.ts";
import { vendorReferences } from "../vendor/derive.ts";
import { pageAddress, readVendor, type Vendor, type VendorRecord } from "../vendor/vendor.ts";
import { lockFolder } from "./folder-lock.ts";
import { openInstallation, type Installation } from "./installation.ts";
import type { Ports } from "./ports.ts";
import { startProcess, type ProcessPlan, type RunningProcess } from "./processes.ts";
import { provision } from "./provision.ts";
import { makeConsoleCertificate } from "./strict-origin.ts";

export interface ProductOptions {
  readonly folder: string;
  readonly ports: Ports;
  /** Console on https under a Salesforce-like host name: the connector's library then needs no help (docs/architecture.md). */
  readonly strictOrigin: boolean;
  /** Absent: the embedded database. */
  readonly databaseUrl?: string;
  readonly say: (line: string) => void;
  /** Gives up starting and stops what runs already. */
  readonly signal?: AbortSignal;
  /** Further settings for one process, for tests. */
  readonly env?: Readonly<Partial<Record<ProcessName, Readonly<Record<string, string>>>>>;
}

/** In the order in which one needs the other. */
export const processNames = ["local-org", "server", "switch", "pages"] as const;
export type ProcessName = (typeof processNames)[number];

export interface Product {
  readonly installation: Installation;
  readonly vendor: Vendor;
  readonly addresses: Addresses;
  readonly orgId: string;
  readonly usernames: readonly string[];
  readonly running: (name: ProcessName) => RunningProcess;
  /** Starts a process again that has died or was killed. */
  readonly restart: (name: ProcessName) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Addresses {
  /** What a person opens. */
  readonly console: string;
  readonly simulator: string;
  readonly org: string;
  readonly server: string;
  readonly switch: string;
  readonly pages: string;
}

/** Host name that the connector's library accepts and that is clearly no real Salesforce host. */
export const STRICT_HOST = "northwind-local.lightning.localhost.dev.force.com";

/** Starts everything, in the order in which one needs the other, and connects it. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const vendor = await readVendor();
  const installation = await openInstallation(options.folder);
  const unlock = await lockFolder(options.folder);
  const orgDefinition = JSON.parse(await readFile(inRepository("config/local-org.json"), "utf8")) as OrgDefinition;
  const addresses = addressesOf(options);
  const plans = await planProcesses(options, vendor, installation, addresses, orgDefinition);
  const processes = new Map<ProcessName, RunningProcess>();
  const start = async (name: ProcessName) => {
    processes.set(name, await startProcess(plans[name], join(options.folder, "logs"), options.signal));
  };
  const stop = async () => {
    // Pages first, the database's owner last: nothing is cut off in the middle of its work.
    for (const name of ["pages", "switch", "local-org", "server"] as const) await processes.get(name)?.stop();
    await unlock();
  };
  try {
    // All of them settle before anything is stopped: none is left behind by a failure of another.
    const started = await Promise.allSettled(processNames.map(start));
    const failed = started.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
    options.signal?.throwIfAborted();
    await provision({ vendor, installation, addresses, orgDefinition });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    installation,
    vendor,
    addresses,
    orgId: orgDefinition.organizationId,
    usernames: orgDefinition.users.map((user) => user.username),
    running: (name) => processes.get(name)!,
    restart: start,
    stop,
  };
}

export interface OrgDefinition {
  readonly organizationId: string;
  readonly users: readonly { readonly username: string; readonly name: string; readonly role: string }[];
  readonly queues: readonly { readonly name: string; readonly developerName: string; readonly externalId: string }[];
}

function addressesOf({ ports, strictOrigin }: ProductOptions): Addresses {
  return {
    console: strictOrigin ? `https://${STRICT_HOST}:${ports.console}` : `http://localhost:${ports.console}`,
    simulator: `http://127.0.0.1:${ports.pages}/simulator/`,
    org: `http${strictOrigin ? "s" : ""}://127.0.0.1:${ports.console}`,
    server: `http://127.0.0.1:${ports.server}`,
    switch: `http://127.0.0.1:${ports.switch}`,
    pages: `http://127.0.0.1:${ports.pages}`,
  };
}

async function planProcesses(
  { folder, ports, strictOrigin, databaseUrl, env = {} }: ProductOptions,
  vendor: Vendor,
  installation: Installation,
  addresses: Addresses,
  orgDefinition: OrgDefinition,
): Promise<Record<ProcessName, ProcessPlan>> {
  const consoleOrigins = strictOrigin ? [addresses.console] : [addresses.console, `http://127.0.0.1:${ports.console}`];
  const vendorFile = await writeVendorInfos(folder, vendor, addresses);
  const tls = strictOrigin ? await makeConsoleCertificate(join(folder, "console-tls"), STRICT_HOST) : null;
  const plan = (
    name: ProcessName,
    packageName: string,
    health: string,
    settings: Record<string, string>,
  ): ProcessPlan => ({
    name,
    script: inRepository("packages", packageName, "dist/process/main.js"),
    env: { ...settings, ...env[name] },
    healthUrl: health,
  });
  return {
    "local-org": plan("local-org", "local-org", `${addresses.org}/health`, {
      PT_LOCAL_ORG_PORT: String(ports.console),
      PT_LOCAL_ORG_DATA_DIR: join(folder, "local-org"),
      PT_LOCAL_ORG_DEFINITION: inRepository("config/local-org.json"),
      PT_LOCAL_ORG_VENDORS: vendorFile,
      PT_LOCAL_ORG_LABELS: inRepository("force-app/main/provider/labels/CustomLabels.labels-meta.xml"),
      PT_LOCAL_ORG_APEX: inRepository("force-app/main"),
      PT_LOCAL_ORG_CONSOLE_DIR: inRepository("packages/local-org/dist/console"),
      ...(tls ? { PT_LOCAL_ORG_TLS_CERTIFICATE: tls.certificatePath, PT_LOCAL_ORG_TLS_KEY: tls.keyPath } : {}),
      // Its Apex calls out to its own voice API.
      ...(tls ? { NODE_EXTRA_CA_CERTS: tls.certificatePath } : {}),
    }),
    server: plan("server", "server", `${addresses.server}/v1/health`, {
      PT_PORT: String(ports.server),
      PT_DATA_DIR: join(folder, "server"),
      PT_TELEPHONY_URL: addresses.switch,
      PT_ALLOWED_ORIGINS: [addresses.pages, addresses.server].join(","),
      PT_MANAGEMENT_CREDENTIAL: installation.managementCredential,
      PT_OPERATOR_CREDENTIAL: installation.operatorCredential,
      PT_TELEPHONY_CREDENTIAL: installation.telephonyCredential,
      PT_WEBHOOK_SECRET: installation.webhookSecret,
      ...(tls ? { NODE_EXTRA_CA_CERTS: tls.certificatePath } : {}),
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    }),
    switch: plan("switch", "switch", `${addresses.switch}/v1/health`, {
      PT_SWITCH_PORT: String(ports.switch),
      PT_SWITCH_DATA_DIR: join(folder, "switch"),
      PT_SERVER_URL: addresses.server,
      PT_WEBHOOK_SECRET: installation.webhookSecret,
      PT_TELEPHONY_CREDENTIAL: installation.telephonyCredential,
      PT_OPERATOR_CREDENTIAL: installation.operatorCredential,
    }),
    pages: plan("pages", "simulator", `${addresses.pages}/health`, {
      PT_PAGES_PORT: String(ports.pages),
      PT_SERVER_URL: addresses.server,
      PT_SWITCH_URL: addresses.switch,
      PT_OPERATOR_CREDENTIAL: installation.operatorCredential,
      PT_CONSOLE_ORIGINS: consoleOrigins.join(","),
      PT_ORG_ID: orgDefinition.organizationId,
      PT_CONTACT_CENTER: vendor.contactCenter.internalName,
      PT_BRAND: vendor.brand.name,
      PT_CONNECTOR_DIR: inRepository("packages/connector/dist/local"),
      PT_SIMULATOR_DIR: inRepository("packages/simulator/dist/page"),
    }),
  };
}

/** The org knows the vendor records of config/vendor.json, with the addresses of this start. */
async function writeVendorInfos(folder: string, vendor: Vendor, addresses: Addresses): Promise<string> {
  const here = (record: VendorRecord, url: string) =>
    record.packaged ? pageAddress(vendor, url) : `${addresses.pages}${new URL(url).pathname}`;
  const infos = vendor.vendors.map((record) => ({
    namespace: vendor.namespace || null,
    developerName: record.developerName,
    masterLabel: record.label,
    connectorUrl: here(record, record.connectorUrl),
    customLoginUrl: here(record, record.loginUrl),
    ...Object.fromEntries(vendorReferences(vendor, record)),
    capabilities: vendor.capabilities,
  }));
  await mkdir(folder, { recursive: true });
  const path = join(folder, "vendor-infos.json");
  await writeFile(path, `${JSON.stringify(infos, null, 2)}\n`);
  return path;
}
