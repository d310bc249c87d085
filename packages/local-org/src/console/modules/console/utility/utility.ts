import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";
import type { PackagePage } from "../../../package/package-page.ts";

/** A visible item of the utility bar. Once opened its component stays alive, minimized or not, as in an org. */
export default class Utility extends LightningElement {
  static override renderMode = "light" as const;

  @api components: PackagePage | null = null;
  isOpen = false;
  isOpened = false;

  get labels() {
    return labels;
  }
  get expanded(): string {
    return String(this.isOpen);
  }
  get panelClass(): string {
    return `console-panel console-panel_left${this.isOpen ? "" : " console-panel_closed"}`;
  }
  get buttonClass(): string {
    return `slds-button console-utility${this.isOpen ? " console-utility_on" : ""}`;
  }
  handleToggle(): void {
    this.isOpen = !this.isOpen;
    this.isOpened = true;
  }
}
