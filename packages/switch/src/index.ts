export { realPorts, startSwitch, type PracticeSwitch, type SwitchPorts } from "./practice-switch.ts";
export { BadSettings, readSettings, type SwitchSettings } from "./settings.ts";
export type { SwitchHealth } from "./health.ts";
export { signature } from "./webhook/sign.ts";
