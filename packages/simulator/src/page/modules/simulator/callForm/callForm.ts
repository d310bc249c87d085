import { LightningElement, api } from "lwc";
import type { CallRow } from "../../../data/active-calls.ts";
import type { Fault, Result } from "../../../data/backend.ts";

/** What became of the text, as a sentence; one that was not taken stays in its field. */
export interface Sent {
  readonly said: string;
  readonly isTaken: boolean;
}
export type SendText = (callId: string, text: string) => Promise<Result<Sent>>;

/** One text for a call, and what became of it. The slot is for fields above it; what is typed outlives the call. */
export default class CallForm extends LightningElement {
  static override renderMode = "light" as const;

  @api call: CallRow | null = null;
  @api name = "";
  @api label = "";
  @api maxLength = 64;
  @api buttonLabel = "";
  /** Said when nothing is written. */
  @api noText = "";
  /** Said in place of the form. */
  @api noCall = "";
  @api send!: SendText;

  text = "";
  sending = false;
  /** Of the call that it was said of: another one has nothing to do with it. */
  said: { readonly callId: string; readonly words: string } | null = null;
  textFault: string | null = null;
  fault: Fault | null = null;

  get saidNow(): string {
    return this.said !== null && this.said.callId === this.call?.callId ? this.said.words : "";
  }

  handleText(event: CustomEvent<string>): void {
    this.text = event.detail;
    this.textFault = null;
  }

  async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const [call, text] = [this.call, this.text.trim()];
    this.textFault = text === "" ? this.noText : null;
    if (this.textFault) this.querySelector<HTMLInputElement>(`input[name=${this.name}]`)?.focus();
    else if (call !== null && !this.sending) await this.sendText(call.callId, text);
  }

  async sendText(callId: string, text: string): Promise<void> {
    this.sending = true;
    this.fault = null;
    this.said = null;
    const result = await this.send(callId, text);
    this.sending = false;
    if ("fault" in result) {
      this.fault = result.fault;
      return;
    }
    this.said = { callId, words: result.value.said };
    if (result.value.isTaken) this.text = "";
  }
}
