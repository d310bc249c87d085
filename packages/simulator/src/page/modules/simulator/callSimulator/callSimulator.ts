import { LightningElement, api } from "lwc";
import type { Backend, Fault } from "../../../data/backend.ts";
import { phoneNumberFault } from "../../../data/phone-number.ts";

type Faults = Readonly<Record<"from" | "callerName" | "to", string | null>>;
const none: Faults = { from: null, callerName: null, to: null };

/** Places an inbound call. Fires `callstarted` with its id. */
export default class CallSimulator extends LightningElement {
  static override renderMode = "light" as const;

  @api backend!: Backend;

  from = "+1 415 555 0100";
  to = "+1 415 555 0199";
  callerName = "";
  recording = true;
  poor = false;
  calling = false;
  said = "";
  faults: Faults = none;
  fault: Fault | null = null;

  get buttonLabel(): string {
    return this.calling ? "Calling…" : "Inbound call";
  }

  handleFrom(event: CustomEvent<string>): void {
    this.from = event.detail;
    this.faults = { ...this.faults, from: null };
  }
  handleTo(event: CustomEvent<string>): void {
    this.to = event.detail;
    this.faults = { ...this.faults, to: null };
  }
  handleCallerName(event: CustomEvent<string>): void {
    this.callerName = event.detail;
  }
  handleRecording(event: Event): void {
    this.recording = (event.target as HTMLInputElement).checked;
  }
  handlePoor(event: Event): void {
    this.poor = (event.target as HTMLInputElement).checked;
  }

  async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    this.faults = { ...none, from: phoneNumberFault(this.from), to: phoneNumberFault(this.to) };
    const wrong = (["from", "to"] as const).find((name) => this.faults[name] !== null);
    if (wrong) this.querySelector<HTMLInputElement>(`input[name=${wrong}]`)?.focus();
    else if (!this.calling) await this.call();
  }

  async call(): Promise<void> {
    this.calling = true;
    this.fault = null;
    const { from, to, recording } = this;
    const callerName = this.callerName.trim() || null;
    const audio = this.poor ? "poor" : "good";
    const body = { from: from.trim(), to: to.trim(), callerName, recording, audio } as const;
    const result = await this.backend.inboundCall(body);
    this.calling = false;
    if ("fault" in result) {
      this.fault = result.fault;
      return;
    }
    this.said = `Calling from ${callerName ?? from}.`;
    this.dispatchEvent(new CustomEvent("callstarted", { detail: result.value.callId }));
  }
}
