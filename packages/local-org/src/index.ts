export { startLocalOrg, type Clock, type LocalOrg } from "./local-org.ts";
export { readSettings, type Settings } from "./settings.ts";
export { OrgDefinition } from "./org/definition.ts";
export { VendorInfos } from "./setup/vendor-info.ts";
export * from "./console-contract.ts";
