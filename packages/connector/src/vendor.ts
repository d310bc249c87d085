import generated from "./vendor.generated.json" with { type: "json" };

export type Capabilities = typeof generated.capabilities;
export type Capability = keyof Capabilities;

/**
 * What this connector can do today. A capability is announced only when the vendor wants it (config/vendor.json)
 * and it is true here, so that nothing is shown to an agent that does not work.
 */
const BUILT: Readonly<Record<Capability, boolean>> = {
  hasMute: true,
  hasRecord: true,
  hasMerge: false,
  hasSwap: false,
  hasSignedRecordingUrl: true,
  debugEnabled: true,
  hasContactSearch: false,
  hasAgentAvailability: false,
  hasQueueWaitTime: false,
  hasSupervisorListenIn: false,
  hasSupervisorBargeIn: false,
  supportsMos: true,
  hasBlindTransfer: false,
  hasTransferToOmniFlow: false,
  hasPendingStatusChange: true,
  hasPhoneBook: false,
};

/** Controls that the library has no capability for; Salesforce hides or disables them by the call's own flags. */
export const BUILT_CONTROLS = { hold: true, addParticipant: false, digits: true } as const;

export const announcedCapabilities = (wanted: Capabilities): Capabilities =>
  Object.fromEntries(
    (Object.keys(BUILT) as Capability[]).map((name) => [name, BUILT[name] && wanted[name]]),
  ) as Capabilities;

/** Written by `npm run vendor:apply`. */
export const vendor = { brandName: generated.brandName, capabilities: announcedCapabilities(generated.capabilities) };
