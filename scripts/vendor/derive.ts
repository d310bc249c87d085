import { contactCenterXml } from "./contact-center-xml.ts";
import { pageAddress, type Vendor, type VendorRecord } from "./vendor.ts";
import { escapeXml } from "./xml.ts";

/** Every file that follows from `config/vendor.json`, by its path in the repository. */
export function deriveFiles(vendor: Vendor): Map<string, string> {
  const files = new Map<string, string>();
  for (const record of vendor.vendors) files.set(vendorInfoPath(record), vendorInfoXml(vendor, record));
  files.set("config/contact-center.xml", contactCenterXml(vendor, vendor.vendors[0]!, CERTIFICATE_PLACEHOLDER));
  const installed = vendor.vendors.find(({ packaged }) => packaged);
  if (installed)
    files.set("config/contact-center-installed.xml", contactCenterXml(vendor, installed, CERTIFICATE_PLACEHOLDER));
  files.set(
    "packages/connector/src/vendor.generated.json",
    json({
      brandName: vendor.brand.name,
      // The library wants "c" where a package has no namespace (connector API reference, CustomError).
      customErrorNamespace: vendor.namespace || "c",
      capabilities: vendor.connector,
    }),
  );
  files.set(
    "packages/simulator/src/page/vendor.generated.json",
    json({ brandName: vendor.brand.name, switches: vendor.connector }),
  );
  files.set("sfdx-project.json", sfdxProject(vendor));
  return files;
}

export const CERTIFICATE_PLACEHOLDER = "PASTE THE CERTIFICATE OF YOUR INSTALLATION HERE";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The suffix has a capital C and its own dot; anything else is skipped in silence by the CLI. */
const vendorInfoPath = (record: VendorRecord): string =>
  `force-app/${record.packaged ? "main/provider" : "unpackaged/provider"}/ConversationVendorInformation/` +
  `${record.developerName}.ConversationVendorInformation-meta.xml`;

/** Every capability is written, true or false (docs/facts/metadata.md). */
function vendorInfoXml(vendor: Vendor, record: VendorRecord): string {
  const element = (name: string, value: string | boolean) => `    <${name}>${escapeXml(String(value))}</${name}>`;
  const elements = [
    ...Object.entries(vendor.capabilities).map(([name, value]) => element(name, value)),
    element("connectorUrl", pageAddress(vendor, record.connectorUrl)),
    element("customLoginUrl", pageAddress(vendor, record.loginUrl)),
    element("developerName", record.developerName),
    element("masterLabel", record.label),
    element("vendorType", "ServiceCloudVoicePartner"),
    ...vendorReferences(vendor, record).map(([name, value]) => element(name, value)),
  ].sort();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ConversationVendorInfo xmlns="http://soap.sforce.com/2006/04/metadata">',
    ...elements,
    "</ConversationVendorInfo>",
    "",
  ].join("\n");
}

/** Components of the package that the record names; only Lightning components carry their namespace (docs/facts/metadata.md). */
export function vendorReferences(vendor: Vendor, record: VendorRecord): [string, string][] {
  const { integrationClass, customConfig, namedCredential, bridgeComponent, telephonySettingsComponent } = record;
  const lightning = (name: string | undefined) => name && `${vendor.namespace || "c"}:${name}`;
  return Object.entries({
    integrationClass,
    customConfig,
    namedCredential,
    bridgeComponent: lightning(bridgeComponent),
    telephonySettingsComponent: lightning(telephonySettingsComponent),
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
}

function sfdxProject(vendor: Vendor): string {
  return json({
    packageDirectories: [
      {
        path: "force-app/main",
        default: true,
        package: vendor.brand.name,
        versionName: "0.1",
        versionNumber: "0.1.0.NEXT",
        // Without its features neither vendor records nor service_cloud_voice compile in the build org.
        definitionFile: "config/scratch-org.json",
        // Its tests read and write in user mode; deploying a field grants it to nobody, an administrator included.
        apexTestAccess: { permissionSets: ["PartnerTelephonyAdmin"] },
      },
      { path: "force-app/unpackaged" },
    ],
    name: "partner-telephony",
    namespace: vendor.namespace,
    sfdcLoginUrl: "https://login.salesforce.com",
    sourceApiVersion: "67.0",
  });
}
