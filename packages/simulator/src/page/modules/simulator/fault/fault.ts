import { LightningElement, api } from "lwc";
import type { Fault as FaultData } from "../../../data/backend.ts";

/** The one panel for everything that went wrong: what it was and what to do. */
export default class Fault extends LightningElement {
  static override renderMode = "light" as const;

  @api fault!: FaultData;
}
