import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";

/** What stands where records will: that they load, that there are none, or why they could not be loaded. Fires `retry`. */
export default class Placeholder extends LightningElement {
  static override renderMode = "light" as const;

  @api isLoading = false;
  @api isEmpty = false;
  /** Said when there are none. */
  @api emptyText: string = labels.noRecords;
  @api fault: string | null = null;
  @api canRetry = false;

  get labels() {
    return labels;
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent("retry"));
  }
}
