import type { PresenceStatusView, SetupMessageAnswer } from "../console-contract.ts";
import { OrgFault } from "../http/fault.ts";
import { organizationId18 } from "../org/definition.ts";
import { makeId, toId15 } from "../org/ids.ts";
import { requireUser, vendorOf, type Org } from "../org/org.ts";
import type { CallCenter } from "../org/tables.ts";

/** Developer name and id of Omni-Channel's service channel for voice. The id is this org's own. */
export const PHONE_SERVICE_CHANNEL = { name: "sfdc_phone", id: makeId("ServiceChannel", 1) } as const;

/** Statuses a user may choose, offline ("0") first. */
export function presenceStatuses(org: Org): PresenceStatusView[] {
  return [
    { statusId: "0", statusName: "Offline", hasChannels: false, isOffline: true },
    ...org.store.all("ServicePresenceStatus").map(({ Id, statusName, hasChannels }) => ({
      statusId: Id,
      statusName,
      hasChannels,
      isOffline: false,
    })),
  ];
}

/**
 * What the console posts into the connector's iframe (guide, chapter 15 `init`, chapter 12 for userPresenceStatuses,
 * chapter 4 for sections and custom-config record). Keys without a documented value are in docs/unconfirmed.md.
 */
export function setupMessage(org: Org, userName: string, scrtUrl: string): SetupMessageAnswer {
  const user = requireUser(org, userName);
  const center = user.CallCenterId === null ? undefined : org.store.get("CallCenter", user.CallCenterId);
  if (center === undefined) {
    throw new OrgFault(
      "console.no-contact-center",
      `${user.Username} is in no contact center. Add the user to one: POST /setup/contact-centers/<internal name>/users.`,
    );
  }
  const vendor = vendorOf(org, center);
  if (!URL.canParse(vendor.connectorUrl)) {
    throw new OrgFault(
      "console.connector-not-served",
      `Vendor ${center.vendorInfoApiName} names the Visualforce page ${vendor.connectorUrl}; the stand-in serves none. Use a vendor record with an absolute connectorUrl.`,
    );
  }
  const isACWAllowed = org.definition.presenceConfiguration.afterConversationWorkAllowed;
  const organizationId = organizationId18(org.definition);
  const connectorConfig: Record<string, string | boolean> = {
    scvVendorLoginUrl: vendor.customLoginUrl ?? "",
    scVendorLoginUrl: vendor.customLoginUrl ?? "", // the guide's table spells it so
    isACWAllowed: org.facts.isACWAllowedType === "text" ? String(isACWAllowed) : isACWAllowed,
    callCenterId: center.Id,
    organizationId: org.facts.setupOrganizationIdLength === 15 ? toId15(organizationId) : organizationId,
    scrtUrl,
    phoneServiceChannelName: PHONE_SERVICE_CHANNEL.name,
    callCenterType: "SCVBYOT",
    phoneServiceChannelId: PHONE_SERVICE_CHANNEL.id,
    orgDomainName: org.definition.myDomain,
    userName: user.Username,
    userId: user.Id,
    userFullName: user.Name,
    userPresenceStatuses: JSON.stringify(statusMap(org)),
    telephonySettingsComponentFqn: vendor.telephonySettingsComponent ?? "",
    "/reqGeneralInfo/reqAdapterUrl": vendor.connectorUrl,
    ...centerEntries(center),
    ...customConfigEntries(center, vendor.customConfig),
  };
  const { connectorUrl, bridgeComponent } = vendor;
  return { connectorUrl, connectorOrigin: new URL(connectorUrl).origin, bridgeComponent, connectorConfig };
}

function statusMap(org: Org): Record<string, Record<string, string>> {
  return Object.fromEntries(
    presenceStatuses(org).map(({ statusId, statusName, hasChannels, isOffline }) => [
      statusId,
      { statusName, hasChannels: String(hasChannels), isOffline: String(isOffline), statusId },
    ]),
  );
}

function centerEntries(center: CallCenter): Record<string, string> {
  return Object.fromEntries(
    center.sections.flatMap((section) => section.items.map((item) => [`/${section.name}/${item.name}`, item.value])),
  );
}

/** The record "is loaded as part of the contact center settings" (chapter 4); the form of the keys is unconfirmed. */
function customConfigEntries(center: CallCenter, object: string | undefined): Record<string, string> {
  if (object === undefined) return {};
  return Object.fromEntries(
    Object.entries(center.customConfig).map(([field, value]) => [`/${object}/${field}`, value]),
  );
}
