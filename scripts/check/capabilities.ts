/** Capability of ConversationVendorInfo to the Apex interfaces that it needs (docs/facts/service-cloud-voice-apex.md). */
export const interfacesOf: Readonly<Record<string, readonly string[]>> = {
  namedCredentialSupported: ["PartnerConnector"],
  partnerContactCenterListSupported: ["PartnerConnector"],
  agentSSOSupported: ["PartnerSSO"],
  userSyncingSupported: ["UserSyncing"],
  partnerTransferDestinationsSupported: ["TransferDestinationProvider"],
  einsteinConversationInsightsSupported: ["RecordingMediaProvider"],
  universalCallRecordingAccessSupported: ["RecordingMediaProvider"],
  keyProvisioningSupported: ["KeyProvider"],
  partnerPhoneNumbersSupported: ["PhoneNumberProvider"],
  queueManagementSupported: ["QueueManager", "QueueSetup", "GroupSetup"],
  intelligenceSupported: ["IntelligenceServiceProvider"],
};
/** Called without any capability. */
export const withoutCapability: readonly string[] = ["UpdateOrgDomainProvider"];
/** These cannot be called before a contact center is connected through a named credential (guide, chapter 3). */
export const needsNamedCredential: readonly string[] = [
  "einsteinConversationInsightsSupported",
  "partnerContactCenterListSupported",
  "partnerTransferDestinationsSupported",
  "agentSSOSupported",
  "userSyncingSupported",
];

/** Interfaces of `service_cloud_voice` that a class implements. */
export function implemented(apex: string): string[] {
  const head = /\bclass\s+\w+[^{]*\bimplements\b([^{]*)\{/i.exec(apex)?.[1] ?? "";
  return [...head.matchAll(/service_cloud_voice\.(\w+)/g)].map((match) => match[1]!);
}

/** A capability is declared if and only if its interfaces are implemented. */
export function capabilityFaults(
  capabilities: Readonly<Record<string, boolean>>,
  interfaces: readonly string[],
): string[] {
  const declared = Object.keys(capabilities).filter((name) => capabilities[name]);
  const served = new Set([...declared.flatMap((name) => interfacesOf[name] ?? []), ...withoutCapability]);
  return [
    ...declared
      .filter((name) => !(name in interfacesOf))
      .map((name) => `${name} is no capability that we know the interface of`),
    ...declared.flatMap((name) =>
      (interfacesOf[name] ?? [])
        .filter((each) => !interfaces.includes(each))
        .map((each) => `${name} is declared, but ${each} is not implemented`),
    ),
    ...interfaces
      .filter((each) => !served.has(each))
      .map((each) => `${each} is implemented, but no capability declares it, so Salesforce never calls it`),
    ...needsNamedCredential
      .filter((name) => capabilities[name] && !capabilities["namedCredentialSupported"])
      .map((name) => `${name} needs namedCredentialSupported`),
  ];
}
