import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** Number and keys to call somebody with, while no call is there. Fires `dial` with what was typed. */
export default class DialPad extends LightningElement {
  static override renderMode = "light" as const;

  @api longDistancePrefix = "";
  /** The call is asked for and not there yet. */
  @api isDialing = false;

  number = "";

  get labels() {
    return labels;
  }
  get keys() {
    return KEYS.map((key) => ({ key, name: labels.dialKey(key) }));
  }
  get callText(): string {
    return this.isDialing ? labels.dialing : labels.call;
  }
  get busy(): string | null {
    return this.isDialing ? "true" : null;
  }
  get cannotCall(): boolean {
    return this.isDialing || this.number.trim() === "";
  }

  handleInput(event: Event): void {
    this.number = (event.target as HTMLInputElement).value;
  }
  handleKey(event: Event): void {
    this.number = `${this.number}${(event.currentTarget as HTMLElement).dataset["key"] ?? ""}`.slice(0, 32);
  }
  handleCall(event: Event): void {
    event.preventDefault();
    if (!this.cannotCall) this.dispatchEvent(new CustomEvent("dial", { detail: this.number }));
  }
}
