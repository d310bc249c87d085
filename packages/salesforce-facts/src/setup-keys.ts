import { sources, type Fact, type Status } from "./fact.ts";

/** One key of `connectorConfig` in the setup message. */
export interface SetupKey extends Fact {
  readonly key: string;
  readonly meaning: string;
  readonly example: string;
  /** Whether the library writes the key to the host's log. The certificate must never get there. */
  readonly logged: boolean;
}

const init = `${sources.guide}, init`;
const demo = "salesforce/demo-scv-connector, src/main";
const xml = `${sources.guide}, contact center XML (one key for each item of a section)`;

export const setupKeys: readonly SetupKey[] = [
  key(
    "scvVendorLoginUrl",
    "the vendor's login page; one table of the guide spells it scVendorLoginUrl",
    "/login",
    false,
    init,
  ),
  key("isACWAllowed", "whether after conversation work is switched on", "true", true, init),
  key("callCenterId", "CallCenter record", "04vxx0000000001AAA", false, init),
  key("organizationId", "org id", "00Dxx0000001gPLEAY", false, init),
  key("scrtUrl", "origin of the voice API", "https://acme.my.salesforce-scrt.com", false, init),
  key("phoneServiceChannelName", "developer name of the phone channel", "sfdc_phone", false, init),
  key("callCenterType", "vendor type of the contact center", "scv", false, init, "unconfirmed"),
  key("phoneServiceChannelId", "ServiceChannel record", "0N9xx0000000001CAA", true, init),
  key("orgDomainName", "My Domain of the org", "acme.my.salesforce.com", true, init),
  key("userName", "agent's Salesforce user name", "ann@acme.example", false, init),
  key("userId", "agent's User record", "005xx000001SvdAAAS", false, demo),
  key("userFullName", "agent's full name", "Ann Agent", false, demo),
  key(
    "userPresenceStatuses",
    "JSON text: presence status id to {statusId, statusName, hasChannels, isOffline}, all texts; id 0 is offline",
    '{"0":{"statusId":"0","statusName":"Offline","hasChannels":"false","isOffline":"true"}}',
    false,
    `${sources.guide}, agent status mapping`,
  ),
  key("isHVSEnabled", "whether High Velocity Sales is on", "false", true, sources.libraries),
  key(
    "telephonySettingsComponentFqn",
    "the partner's settings component",
    "pt:partnerSettings",
    true,
    sources.libraries,
  ),
  key("/internalNameLabel", "label of the contact center's internal name", "Internal Name", true, sources.libraries),
  key("/reqGeneralInfo/reqInternalName", "internal name of the contact center", "Acme_Voice", false, xml),
  key("/reqGeneralInfo/reqAdapterUrl", "page that holds the connector", "/apex/connector", true, xml),
  key("/reqGeneralInfo/reqVendorInfoApiName", "ConversationVendorInfo record", "pt__Vendor", true, xml),
  key("/reqHvcc/reqLongDistPrefix", "long distance prefix", "1", true, xml),
  key("/reqHvcc/reqTelephonyIntegrationCertificate", "certificate of the contact center", "MIIC…", false, xml),
  key("/providerSettings1/custom0", "an item of a vendor's own section", "anything", false, xml),
];

function key(
  name: string,
  meaning: string,
  example: string,
  logged: boolean,
  source: string,
  status: Status = "confirmed-by-source",
): SetupKey {
  return { id: `setup.${name}`, key: name, meaning, example, logged, source, status };
}
