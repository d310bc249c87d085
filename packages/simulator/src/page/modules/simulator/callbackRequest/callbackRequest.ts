import { LightningElement, api } from "lwc";
import type { CallRow } from "../../../data/active-calls.ts";
import type { Backend, Fault } from "../../../data/backend.ts";
import { phoneNumberFault } from "../../../data/phone-number.ts";

/** A customer who wants to be called back, out of the blue or in a call. Fires `callstarted` with the callback's id. */
export default class CallbackRequest extends LightningElement {
  static override renderMode = "light" as const;

  @api backend!: Backend;
  @api calls: readonly CallRow[] | null = null;

  to = "+1 415 555 0100";
  customerName = "";
  agent = "";
  queue = "";
  previousCallId = "";
  asking = false;
  said = "";
  toFault: string | null = null;
  fault: Fault | null = null;

  get buttonLabel(): string {
    return this.asking ? "Requesting…" : "Request callback";
  }
  /** A call that is over meanwhile is none to ask in. */
  get previousCalls() {
    const calls = (this.calls ?? []).map(({ callId, title, about }) => ({
      value: callId,
      label: [title, about].filter(Boolean).join(", "),
    }));
    return [{ value: "", label: "No call" }, ...calls].map((one) => ({
      ...one,
      selected: one.value === this.previousCallId,
    }));
  }

  handleTo(event: CustomEvent<string>): void {
    this.to = event.detail;
    this.toFault = null;
  }
  handleName(event: CustomEvent<string>): void {
    this.customerName = event.detail;
  }
  handleAgent(event: CustomEvent<string>): void {
    this.agent = event.detail;
  }
  handleQueue(event: CustomEvent<string>): void {
    this.queue = event.detail;
  }
  handlePrevious(event: Event): void {
    this.previousCallId = (event.target as HTMLSelectElement).value;
  }

  async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    this.toFault = phoneNumberFault(this.to);
    if (this.toFault !== null) this.querySelector<HTMLInputElement>("input[name=callbackTo]")?.focus();
    else if (!this.asking) await this.request();
  }

  async request(): Promise<void> {
    this.asking = true;
    this.fault = null;
    const isStillThere = (this.calls ?? []).some(({ callId }) => callId === this.previousCallId);
    const result = await this.backend.requestCallback({
      to: this.to.trim(),
      customerName: this.customerName.trim() || null,
      agent: this.agent.trim() || null,
      queueId: this.queue.trim() || null,
      previousCallId: isStillThere ? this.previousCallId : null,
    });
    this.asking = false;
    if ("fault" in result) {
      this.fault = result.fault;
      return;
    }
    this.previousCallId = "";
    this.said = `A callback to ${this.customerName.trim() || this.to} is requested.`;
    this.dispatchEvent(new CustomEvent("callstarted", { detail: result.value.callId }));
  }
}
