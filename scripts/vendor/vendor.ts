import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { repository } from "../repository.ts";

/** `config/vendor.json`, as its schema says. */
export interface Vendor {
  readonly brand: { readonly name: string };
  readonly namespace: string;
  /** Origins, without a slash at the end; `simulator` is an address. */
  readonly addresses: {
    readonly server: string;
    readonly pages: string;
    readonly recordings: string;
    readonly simulator: string;
  };
  readonly vendors: readonly VendorRecord[];
  readonly signer: "server" | "org";
  readonly contactCenter: {
    readonly displayName: string;
    readonly internalName: string;
    readonly longDistancePrefix: string;
    readonly providerSettings: readonly {
      readonly name: string;
      readonly label: string;
      readonly items: readonly { readonly name: string; readonly label: string; readonly value: string }[];
    }[];
  };
  readonly capabilities: Readonly<Record<string, boolean>>;
  readonly connector: Readonly<Record<string, boolean>>;
}

export interface VendorRecord {
  readonly developerName: string;
  readonly label: string;
  readonly packaged: boolean;
  readonly connectorUrl: string;
  readonly loginUrl: string;
  /** Apex class that Setup calls; without namespace, as the two below. */
  readonly integrationClass?: string;
  readonly customConfig?: string;
  readonly namedCredential?: string;
  /** Lightning message bridge; its namespace is put before it. */
  readonly bridgeComponent?: string;
  /** Lightning web component for Additional Settings in Omni-Channel; its namespace is put before it. */
  readonly telephonySettingsComponent?: string;
}

/** Reads and checks `config/vendor.json`; every fault is named in one error. */
export async function readVendor(root = repository): Promise<Vendor> {
  const parse = async (path: string) => JSON.parse(await readFile(join(root, path), "utf8")) as unknown;
  return checkVendor(await parse("config/vendor.json"), (await parse("config/vendor.schema.json")) as object);
}

export function checkVendor(vendor: unknown, schema: object): Vendor {
  const validate = new Ajv({ allErrors: true, strict: true }).compile<Vendor>(schema);
  if (validate(vendor)) return vendor;
  const faults = (validate.errors ?? []).map((e) => `  ${e.instancePath || "/"} ${e.message ?? "is wrong"}`);
  throw new Error(`config/vendor.json does not fit its schema:\n${faults.join("\n")}`);
}

/** How a component of the package is named from outside: `<namespace>__<name>`, or the bare name without a namespace. */
export const apiName = (vendor: Vendor, name: string): string =>
  vendor.namespace ? `${vendor.namespace}__${name}` : name;

/** `/apex/<page>` with the namespace of the package; any other address as it is. */
export const pageAddress = (vendor: Vendor, address: string): string =>
  address.startsWith("/apex/") ? `/apex/${apiName(vendor, address.slice("/apex/".length))}` : address;
