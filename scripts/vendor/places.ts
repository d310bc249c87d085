import { apiName, type Vendor } from "./vendor.ts";
import { escapeXml } from "./xml.ts";

/** One spot in a hand-written file whose text follows from config/vendor.json; everything around it is left alone. */
export interface Place {
  readonly path: string;
  /** What stands directly before and after the text; the pair occurs once in the file. */
  readonly between: readonly [string, string];
  readonly text: (vendor: Vendor) => string;
  /** How the file writes a text; without it as XML. */
  readonly escape?: (text: string) => string;
}

const provider = "force-app/main/provider";
const desktop = "force-app/main/desktop";
const org = "force-app/unpackaged/org";

const element = (path: string, name: string, text: Place["text"]): Place => ({
  path,
  between: [`<${name}>`, `</${name}>`],
  text,
});
const branded = (path: string, name: string, text: (brand: string) => string): Place =>
  element(path, name, ({ brand }) => text(brand.name));

/** The library resolves a label as `<namespace>.<label>`, an Aura channel as `<namespace>__<channel>__c`. */
const auraChannel = (component: string): Place => ({
  path: `${desktop}/aura/${component}/${component}.cmp`,
  between: ['<lightning:messageChannel type="', '"'],
  text: (vendor) => apiName(vendor, "PartnerTelephonyMessages__c"),
});

/** Every spot, brand first, then addresses, then the namespace. Files that are derived as a whole: derive.ts. */
export const places: readonly Place[] = [
  branded(
    `${provider}/permissionsets/PartnerTelephonyAdmin.permissionset-meta.xml`,
    "label",
    (brand) => `${brand} Admin`,
  ),
  branded(
    `${provider}/permissionsets/PartnerTelephonyAgent.permissionset-meta.xml`,
    "label",
    (brand) => `${brand} Agent`,
  ),
  branded(
    `${provider}/customPermissions/PartnerTelephonyVoiceApi.customPermission-meta.xml`,
    "label",
    (brand) => `${brand} voice API`,
  ),
  branded(
    `${provider}/messageChannels/PartnerTelephonyMessages.messageChannel-meta.xml`,
    "masterLabel",
    (brand) => `${brand} messages`,
  ),
  branded(`${provider}/namedCredentials/PartnerTelephony.namedCredential-meta.xml`, "label", (brand) => brand),
  branded(`${provider}/externalCredentials/PartnerTelephony.externalCredential-meta.xml`, "label", (brand) => brand),
  branded(`${desktop}/applications/PartnerTelephony.app-meta.xml`, "label", (brand) => brand),
  branded(`${desktop}/objects/VoiceCall/recordTypes/PartnerTelephony.recordType-meta.xml`, "label", (brand) => brand),
  branded(
    `${desktop}/flexipages/PartnerTelephonyVoiceCall.flexipage-meta.xml`,
    "masterLabel",
    (brand) => `${brand} voice call`,
  ),
  branded(`${desktop}/flexipages/PartnerTelephonyCase.flexipage-meta.xml`, "masterLabel", (brand) => `${brand} case`),
  branded(
    `${desktop}/flexipages/PartnerTelephonyUtilityBar.flexipage-meta.xml`,
    "masterLabel",
    (brand) => `${brand} utility bar`,
  ),
  branded(
    `${desktop}/flexipages/PartnerTelephonyVoiceExtension.flexipage-meta.xml`,
    "masterLabel",
    (brand) => `${brand} voice extension`,
  ),
  element(
    `${provider}/namedCredentials/PartnerTelephony.namedCredential-meta.xml`,
    "parameterValue",
    ({ addresses }) => addresses.server,
  ),
  element(
    `${org}/cspTrustedSites/PartnerTelephonyServer.cspTrustedSite-meta.xml`,
    "endpointUrl",
    ({ addresses }) => addresses.server,
  ),
  element(
    `${org}/cspTrustedSites/PartnerTelephonyRecordings.cspTrustedSite-meta.xml`,
    "endpointUrl",
    ({ addresses }) => addresses.recordings,
  ),
  element(
    `${org}/corsWhitelistOrigins/PartnerTelephonyPages.corsWhitelistOrigin-meta.xml`,
    "urlPattern",
    ({ addresses }) => addresses.pages,
  ),
  {
    path: "force-app/unpackaged/desktop/pages/PartnerTelephonySimulator.page",
    between: ['value="', '"'],
    text: ({ addresses }) => addresses.simulator,
  },
  {
    path: "force-app/main/voice-api/classes/VoiceApi.cls",
    between: ["'Telephony-Provider-Name', '", "');"],
    text: ({ brand }) => brand.name,
    escape: (text) => text.replace(/[\\']/g, "\\$&"),
  },
  auraChannel("auraMessageBridge"),
  auraChannel("auraMessageSample"),
];

/** The file with the texts of its places; @throws when a place is not there, or more than once. */
export function fillPlaces(text: string, path: string, vendor: Vendor): string {
  return places
    .filter((place) => place.path === path)
    .reduce((filled, { between: [before, after], text: say, escape = escapeXml }) => {
      const spot = new RegExp(`(${pattern(before)})[^]*?(${pattern(after)})`, "g");
      const found = filled.match(spot)?.length ?? 0;
      if (found !== 1) throw new Error(`${path} must have one place between ${before} and ${after}; it has ${found}.`);
      return filled.replace(spot, (_, start: string, end: string) => start + escape(say(vendor)) + end);
    }, text);
}

/** Formatting may break a line wherever there is a space. */
const pattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s+");
