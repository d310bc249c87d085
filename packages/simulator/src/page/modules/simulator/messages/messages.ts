import { LightningElement, api } from "lwc";
import type { CallRow } from "../../../data/active-calls.ts";
import type { Backend } from "../../../data/backend.ts";
import { lastReceived, messageRows, messagingCall, type SwitchMessage } from "../../../data/messages.ts";
import type { SendText } from "../callForm/callForm.ts";

/** Messages between the telephony system and Lightning components on the agent's page (guide, chapters 6 and 8). */
export default class Messages extends LightningElement {
  static override renderMode = "light" as const;

  @api calls: readonly CallRow[] | null = null;
  @api chosenCallId: string | null = null;
  @api messages: readonly SwitchMessage[] = [];
  @api backend!: Backend;

  /** What is too large is the switch's to say; its sentence stands below the form. */
  readonly send: SendText = async (callId, text) => {
    const result = await this.backend.sendMessage(callId, text);
    if ("fault" in result) return result;
    this.dispatchEvent(new CustomEvent("acted", { bubbles: true }));
    return { value: { said: "Sent.", isTaken: true } };
  };

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
}
