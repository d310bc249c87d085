import { LightningElement, api } from "lwc";
import { icons, type IconName } from "../../../icons.ts";

/** One utility icon; decoration only, the name is its neighbour's business. */
export default class Icon extends LightningElement {
  static override renderMode = "light" as const;

  @api name: IconName = "call";
  @api svgClass = "slds-button__icon";

  get outline(): string {
    return icons[this.name] ?? "";
  }
}
