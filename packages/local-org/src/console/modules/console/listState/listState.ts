import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";

/** What stands where records will: that they load, that there are none, or why they could not be loaded. */
export default class ListState extends LightningElement {
  static override renderMode = "light" as const;

  @api isLoading = false;
  @api isEmpty = false;
  /** Said when there are none. */
  @api emptyText: string = labels.noRecords;
  @api fault: string | null = null;

  get labels() {
    return labels;
  }
}
