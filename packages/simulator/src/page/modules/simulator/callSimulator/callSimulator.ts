import type { CallAttributes } from "@partner-telephony/api";
import { LightningElement, api } from "lwc";
import type { Backend, Fault } from "../../../data/backend.ts";
import { callDataIn } from "../../../data/call-data.ts";
import { phoneNumberFault } from "../../../data/phone-number.ts";

type Faults = Readonly<Record<"from" | "callerName" | "to" | "ivr", string | null>>;
const none: Faults = { from: null, callerName: null, to: null, ivr: null };

/** Places an inbound call. Fires `callstarted` with its id. */
export default class CallSimulator extends LightningElement {
  static override renderMode = "light" as const;

  @api backend!: Backend;

  from = "+1 415 555 0100";
  to = "+1 415 555 0199";
  callerName = "";
  recording = true;
  poor = false;
  queue = "";
  ivr = "";
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
  handleQueue(event: CustomEvent<string>): void {
    this.queue = event.detail;
  }
  handleIvr(event: CustomEvent<string>): void {
    this.ivr = event.detail;
    this.faults = { ...this.faults, ivr: null };
  }

  async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const data = callDataIn(this.ivr);
    const ivr = "fault" in data ? data.fault : null;
    this.faults = { ...none, from: phoneNumberFault(this.from), to: phoneNumberFault(this.to), ivr };
    const wrong = (["from", "to", "ivr"] as const).find((name) => this.faults[name] !== null);
    if (wrong) this.show(wrong);
    else if ("attributes" in data && !this.calling) await this.call(data.attributes);
  }

  /** A field in a closed disclosure cannot take the focus. */
  show(name: keyof Faults): void {
    const field = this.querySelector<HTMLElement>(`[name=${name}]:is(input, textarea)`);
    const more = field?.closest("details");
    if (more) more.open = true;
    field?.focus();
  }

  async call(attributes: CallAttributes): Promise<void> {
    this.calling = true;
    this.fault = null;
    const { from, recording } = this;
    const callerName = this.callerName.trim() || null;
    const result = await this.backend.inboundCall({
      from: from.trim(),
      to: this.to.trim(),
      callerName,
      queueId: this.queue.trim() || null,
      recording,
      audio: this.poor ? "poor" : "good",
      attributes,
    });
    this.calling = false;
    if ("fault" in result) {
      this.fault = result.fault;
      return;
    }
    this.said = `Calling from ${callerName ?? from}.`;
    this.dispatchEvent(new CustomEvent("callstarted", { detail: result.value.callId }));
  }
}
