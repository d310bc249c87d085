import { telephonyContract } from "./contract.ts";
import { practiceSwitch } from "./practice-switch.ts";

telephonyContract("the practice switch", practiceSwitch);
