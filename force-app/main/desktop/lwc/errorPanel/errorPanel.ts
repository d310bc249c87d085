import { LightningElement, api } from "lwc";
import CODE from "@salesforce/label/c.ErrorCode";
import TRY_AGAIN from "@salesforce/label/c.ErrorTryAgain";
import { fillText } from "c/fillText";
import { readRefusals } from "c/refusals";

/** Says what went wrong, for every component of the package. Fires `retry` when the person asks to try again. */
export default class ErrorPanel extends LightningElement {
  /** Whatever was thrown; nothing shows nothing. */
  @api error?: unknown;
  /** Offer to try again. */
  @api retryable = false;

  tryAgain = TRY_AGAIN;

  get lines(): { key: string; sentence: string; code: string | null }[] {
    return readRefusals(this.error).map(({ code, sentence }, index) => ({
      key: `${index}`,
      sentence,
      code: code === null ? null : fillText(CODE, code),
    }));
  }

  get hasErrors(): boolean {
    return this.lines.length > 0;
  }

  retry(): void {
    this.dispatchEvent(new CustomEvent("retry"));
  }
}
