import type { Vendor, VendorRecord } from "./vendor.ts";
import { escapeXml } from "./xml.ts";

interface Section {
  readonly name: string;
  readonly label: string;
  readonly items: readonly { readonly name: string; readonly label: string; readonly value: string }[];
}

/** The file that an admin imports to create a contact center (guide, chapter 4, "When importing XML"). */
export function contactCenterXml(vendor: Vendor, record: VendorRecord, certificate: string): string {
  const { displayName, internalName, longDistancePrefix, providerSettings } = vendor.contactCenter;
  const sections: Section[] = [
    {
      name: "reqGeneralInfo",
      label: "General Information",
      items: [
        { name: "reqInternalName", label: "InternalName", value: internalName },
        { name: "reqDisplayName", label: "Display Name", value: displayName },
        {
          name: "reqVendorInfoApiName",
          label: "Conversation Vendor Info Developer Name",
          // Never the bare name: an import refuses a vendor record without a prefix (docs/facts/metadata.md).
          value: `${vendor.namespace || "c"}__${record.developerName}`,
        },
      ],
    },
    {
      name: "reqHvcc",
      label: "SCV Settings",
      items: [
        { name: "reqTelephonyIntegrationCertificate", label: "Telephony Integration Certificate", value: certificate },
        { name: "reqLongDistPrefix", label: "Long Distance Prefix", value: longDistancePrefix },
      ],
    },
    ...providerSettings,
  ];
  return ["<callCenter>", ...sections.flatMap(sectionLines), "</callCenter>", ""].join("\n");
}

const sectionLines = (section: Section, sortOrder: number): string[] => [
  `  <section sortOrder="${sortOrder}" name="${escapeXml(section.name)}" label="${escapeXml(section.label)}">`,
  ...section.items.map(
    (item, order) =>
      `    <item sortOrder="${order}" name="${escapeXml(item.name)}" label="${escapeXml(item.label)}">${escapeXml(item.value)}</item>`,
  ),
  "  </section>",
];
