import { LightningElement, api } from "lwc";

/** The card around one section of the simulator. */
export default class Section extends LightningElement {
  static override renderMode = "light" as const;

  @api label = "";

  get headingId(): string {
    return `section-${this.label.toLowerCase().replaceAll(" ", "-")}`;
  }
}
