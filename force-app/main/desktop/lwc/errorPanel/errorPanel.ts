import { LightningElement, api } from "lwc";
import CODE from "@salesforce/label/c.ErrorCode";
import TRY_AGAIN from "@salesforce/label/c.ErrorTryAgain";
import { fillText } from "c/fillText";
import { readRefusals } from "c/refusals";

/** Says what went wrong, for every component of the package. Fires `retry` when the person asks to try again. */
export default class ErrorPanel extends LightningElement {
  /** Whatever was thrown; nothing shows nothing. */
  @api
  get error(): unknown {
    return this.thrown;
  }
  set error(thrown: unknown) {
    this.thrown = thrown;
    this.told += 1;
  }
  /** Offer to try again. */
  @api retryable = false;

  tryAgain = TRY_AGAIN;
  private thrown: unknown;
  /** The same sentence told again is a new line in the page: a screen reader says only what changes. */
  private told = 0;

  get lines(): { key: string; sentence: string; code: string | null }[] {
    return readRefusals(this.error).map(({ code, sentence }, index) => ({
      key: `${this.told}-${index}`,
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
