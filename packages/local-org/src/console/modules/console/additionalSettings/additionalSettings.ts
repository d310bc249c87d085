import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";
import type { PackagePage } from "../../../package/package-page.ts";
import type Placement from "../placement/placement.ts";

/**
 * Additional Settings of the phone: the vendor's component with the Save and Cancel of the widget (guide, chapter 8). Fires `cancel`
 * once the component has heard of it.
 */
export default class AdditionalSettings extends LightningElement {
  static override renderMode = "light" as const;

  @api components: PackagePage | null = null;

  get labels() {
    return labels;
  }
  handleSave(): void {
    this.placement.call("save");
  }
  handleCancel(): void {
    this.placement.call("cancel");
    this.dispatchEvent(new CustomEvent("cancel"));
  }
  get placement(): Placement {
    return this.querySelector("console-placement") as unknown as Placement;
  }
}
