import type { Findings } from "../stand-in/findings.ts";
import type { Facts } from "../stand-in/facts.ts";
import type { CustomLabels } from "../setup/custom-labels.ts";
import type { VendorInfo } from "../setup/vendor-info.ts";
import { vendorInfoApiName } from "../setup/vendor-info.ts";
import { OrgFault } from "../http/fault.ts";
import type { OrgDefinition } from "./definition.ts";
import { toId18 } from "./ids.ts";
import type { Store } from "./store.ts";
import type { CallCenter, User } from "./tables.ts";

/** What every part of the org works on. */
export interface Org {
  readonly store: Store;
  readonly definition: OrgDefinition;
  readonly vendorInfos: readonly VendorInfo[];
  readonly findings: Findings;
  facts: Facts;
  /** Setup > Custom Labels: those of the package, and what an admin has made of them. */
  customLabels: CustomLabels;
  /** Epoch milliseconds. */
  now(): number;
}

export function isoNow(org: Org): string {
  return new Date(org.now()).toISOString();
}

/** By 15- or 18-character id, or by username. */
export function findUser(org: Org, name: string): User | undefined {
  return org.store.get("User", toId18(name)) ?? org.store.by("User", "Username", name)[0];
}

export function requireUser(org: Org, name: string): User {
  const user = findUser(org, name);
  if (user === undefined) throw new OrgFault("user.not-found", `The org has no user ${name}.`);
  return user;
}

export function findCallCenter(org: Org, internalName: string): CallCenter | undefined {
  return org.store.find("CallCenter", (row) => row.InternalName === internalName);
}

export function requireCallCenter(org: Org, internalName: string): CallCenter {
  const center = findCallCenter(org, internalName);
  if (center === undefined) {
    throw new OrgFault(
      "setup.contact-center-not-found",
      `The org has no contact center with the internal name ${internalName}.`,
    );
  }
  return center;
}

export function vendorOf(org: Org, center: CallCenter): VendorInfo {
  const vendor = org.vendorInfos.find((candidate) => vendorInfoApiName(candidate) === center.vendorInfoApiName);
  if (vendor === undefined) {
    throw new OrgFault(
      "console.no-contact-center",
      `Contact center ${center.InternalName} names the vendor ${center.vendorInfoApiName}, which is no longer in the org.`,
    );
  }
  return vendor;
}
