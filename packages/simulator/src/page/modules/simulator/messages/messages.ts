import { LightningElement, api } from "lwc";
import type { CallRow } from "../../../data/active-calls.ts";
import type { Backend, Fault } from "../../../data/backend.ts";
import { lastReceived, messageRows, messagingCall, type SwitchMessage } from "../../../data/messages.ts";

/** Messages between the telephony system and Lightning components on the agent's page (guide, chapters 6 and 8). */
export default class Messages extends LightningElement {
  static override renderMode = "light" as const;

  @api calls: readonly CallRow[] | null = null;
  @api chosenCallId: string | null = null;
  @api messages: readonly SwitchMessage[] = [];
  @api backend!: Backend;

  text = "";
  sending = false;
  sent = "";
  textFault: string | null = null;
  fault: Fault | null = null;

  get call(): CallRow | null {
    return messagingCall(this.calls ?? [], this.chosenCallId);
  }
  get rows() {
    return messageRows(this.messages, (at) => new Date(at).toLocaleTimeString("en-GB"));
  }
  get hasRows(): boolean {
    return this.messages.length > 0;
  }
  get received(): string {
    return lastReceived(this.messages) ?? "";
  }

  handleText(event: CustomEvent<string>): void {
    this.text = event.detail;
    this.textFault = null;
  }

  async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const [call, text] = [this.call, this.text.trim()];
    this.textFault = text === "" ? "Write a message." : null;
    if (this.textFault) this.querySelector<HTMLInputElement>("input[name=message]")?.focus();
    else if (call !== null && !this.sending) await this.send(call.callId, text);
  }

  /** What is too large is the switch's to say; its sentence stands below. */
  async send(callId: string, text: string): Promise<void> {
    this.sending = true;
    this.fault = null;
    this.sent = "";
    const result = await this.backend.sendMessage(callId, text);
    this.sending = false;
    if ("fault" in result) {
      this.fault = result.fault;
      return;
    }
    this.sent = "Sent.";
    this.text = "";
    this.dispatchEvent(new CustomEvent("acted", { bubbles: true }));
  }
}
