import { z } from "zod";
import type { ContactCenterView } from "../console-contract.ts";
import { OrgFault } from "../http/fault.ts";
import { findCallCenter, isoNow, requireCallCenter, requireUser, vendorOf, type Org } from "../org/org.ts";
import type { CallCenter } from "../org/tables.ts";
import { readContactCenterFile } from "./contact-center-file.ts";
import { vendorInfoApiName } from "./vendor-info.ts";

/**
 * Creates a contact center from the import file (guide chapter 4). All faults are listed together and then nothing is
 * stored. `replace` keeps id and users and takes everything else from the file: the way to renew a certificate.
 */
export function importContactCenter(org: Org, xml: string, replace: boolean): { center: CallCenter; created: boolean } {
  const result = readContactCenterFile(xml, {
    vendorInfoApiNames: new Set(org.vendorInfos.map(vendorInfoApiName)),
    now: org.now(),
  });
  if ("faults" in result) {
    const first = result.faults[0];
    throw new OrgFault(
      "setup.contact-center-invalid",
      `${result.faults.length} ${result.faults.length === 1 ? "error" : "errors"}; the first on line ${first?.line}: ${first?.reason}.`,
      result.faults.map(({ line, reason }) => ({ path: `line ${line}`, line, message: reason })),
    );
  }
  const { file } = result;
  const known = findCallCenter(org, file.internalName);
  if (known !== undefined && !replace) {
    throw new OrgFault(
      "setup.contact-center-exists",
      `Contact center ${file.internalName} exists. Import with ?replace=true to take its settings from this file.`,
    );
  }
  const center = org.store.write((write) => {
    const record: CallCenter = {
      Id: known?.Id ?? write.nextId("CallCenter"),
      InternalName: file.internalName,
      DisplayName: file.displayName,
      vendorInfoApiName: file.vendorInfoApiName,
      certificate: file.certificate,
      sections: file.sections,
      customConfig: known?.customConfig ?? {},
      importedAt: isoNow(org),
    };
    write.put("CallCenter", record);
    return record;
  });
  return { center, created: known === undefined };
}

export const UsersRequest = z.strictObject({ users: z.array(z.string().min(1).max(80)).min(1).max(1_000) });

/** Adds users; all or none. A user is in one contact center at most. */
export function addUsers(org: Org, internalName: string, names: readonly string[]): CallCenter {
  const center = requireCallCenter(org, internalName);
  const users = names.map((name) => requireUser(org, name));
  const elsewhere = users.filter((user) => user.CallCenterId !== null && user.CallCenterId !== center.Id);
  if (elsewhere.length > 0) {
    throw new OrgFault(
      "setup.user-in-other-contact-center",
      `Remove from their contact center first: ${elsewhere.map((user) => user.Username).join(", ")}.`,
    );
  }
  org.store.write((write) => {
    for (const user of users) write.put("User", { ...user, CallCenterId: center.Id });
    write.put("CallCenter", center); // so that open pages hear of it
  });
  return center;
}

export function removeUser(org: Org, internalName: string, name: string): CallCenter {
  const center = requireCallCenter(org, internalName);
  const user = requireUser(org, name);
  if (user.CallCenterId !== center.Id) {
    throw new OrgFault("user.not-found", `${user.Username} is not in contact center ${internalName}.`);
  }
  org.store.write((write) => {
    write.put("User", { ...user, CallCenterId: null });
    write.put("CallCenter", center);
  });
  return center;
}

export const CustomConfigRequest = z.strictObject({ fields: z.record(z.string(), z.string().max(255)) });

/** The custom-config record that the setup wizard's second step makes; only for vendors that name a customConfig object. */
export function setCustomConfig(org: Org, internalName: string, fields: Record<string, string>): CallCenter {
  const center = requireCallCenter(org, internalName);
  if (vendorOf(org, center).customConfig === undefined) {
    throw new OrgFault("setup.field-invalid", `Vendor ${center.vendorInfoApiName} names no customConfig object.`);
  }
  const wrong = Object.keys(fields).filter((field) => !/^(Name|[A-Za-z][A-Za-z0-9_]*__c)$/.test(field));
  if (wrong.length > 0) {
    const faults = wrong.map((path) => ({ path, message: "must be Name or a custom field: Name__c" }));
    throw new OrgFault("setup.field-invalid", `Not fields of the object: ${wrong.join(", ")}.`, faults);
  }
  const record = { ...center, customConfig: fields };
  org.store.write((write) => write.put("CallCenter", record));
  return record;
}

export function viewContactCenter(org: Org, center: CallCenter): ContactCenterView {
  return {
    Id: center.Id,
    internalName: center.InternalName,
    displayName: center.DisplayName,
    vendorInfoApiName: center.vendorInfoApiName,
    importedAt: center.importedAt,
    userIds: org.store.all("User").flatMap((user) => (user.CallCenterId === center.Id ? [user.Id] : [])),
  };
}
