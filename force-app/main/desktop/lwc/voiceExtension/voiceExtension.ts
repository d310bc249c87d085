import { LightningElement, api, wire } from "lwc";
import { getFieldValue, getRecord, type RecordWire } from "lightning/uiRecordApi";
import CALL_TYPE from "@salesforce/schema/VoiceCall.CallType";
import DISPOSITION from "@salesforce/schema/VoiceCall.CallDisposition";
import VENDOR_CALL_KEY from "@salesforce/schema/VoiceCall.VendorCallKey";
import { RefusedError } from "c/refusals";
import { ToolkitEvents, ofCall, type HearToolkit, type Toolkit, type ToolkitEvent } from "c/toolkitEvents";
import { WAITING, after, read, type CallState } from "./callState";
import { CONTROLS, type Control } from "./controls";
import { labels } from "./labels";

/** The connector gives up a command after 10 s; an event that has not come by then is not on its way. */
const CONFIRMATION_DEADLINE_MS = 12_000;
const DIGITS = /^[0-9A-D*#,]{1,64}$/;

/**
 * Controls of the call on a voice extension page (guide, "Enable the Voice Extension Page"; Voice Implementation Guide, toolkit
 * API). A control is done when its event comes, not when it was asked: what the toolkit's methods give back is undocumented.
 */
export default class VoiceExtension extends LightningElement {
  labels = labels;
  error: unknown;
  call: CallState = WAITING;
  /** Event that a control waits for; one at a time. */
  awaited: ToolkitEvent | null = null;
  isNotConfirmed = false;
  /** The phone was asked for what it may have been already: that is told by no event, and is no failure. */
  isNotTold = false;
  digits = "";
  digitsAreInvalid = false;

  private currentId: string | undefined;
  private vendorCallKey: string | null = null;
  private isOutbound = false;
  private isRead = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly hear: HearToolkit = (name) => {
    if (name === this.awaited || name === "callended") this.settle();
    this.call = after(this.call, name);
  };
  private readonly events = new ToolkitEvents(ofCall(() => this.vendorCallKey, this.hear));

  /** The VoiceCall; set by the page. */
  @api
  get recordId(): string | undefined {
    return this.currentId;
  }
  set recordId(id: string | undefined) {
    if (id === this.currentId) return;
    this.currentId = id;
    this.vendorCallKey = null;
    this.isRead = false;
    this.call = WAITING;
    this.settle();
  }

  @wire(getRecord, { recordId: "$recordId", fields: [VENDOR_CALL_KEY], optionalFields: [CALL_TYPE, DISPOSITION] })
  takeRecord({ data, error }: RecordWire): void {
    this.error = error === undefined ? undefined : new RefusedError("record.not-readable");
    if (data === undefined) return;
    const key = getFieldValue(data, VENDOR_CALL_KEY);
    this.vendorCallKey = typeof key === "string" ? key : null;
    this.isOutbound = String(getFieldValue(data, CALL_TYPE)).toLowerCase() === "outbound";
    this.isRead = true;
    this.call = read(this.call, getFieldValue(data, DISPOSITION));
    if (this.call.phase === "ended") this.settle();
  }

  override renderedCallback(): void {
    this.events.open(this.toolkit);
  }

  override disconnectedCallback(): void {
    this.events.close();
    clearTimeout(this.timer);
  }

  ask(event: Event): void {
    const { name } = (event.currentTarget as HTMLElement).dataset;
    const control = CONTROLS.find((one) => one.name === name);
    const { toolkit } = this;
    if (!control || !toolkit || this.awaited !== null) return;
    this.awaitEvent(control);
    // Should the platform reject one day, the agent hears it at once.
    new Promise((resolve) => resolve(control.ask(toolkit))).catch(() => {
      if (this.awaited !== control.confirmedBy) return;
      this.settle();
      this.isNotConfirmed = true;
    });
  }

  /** Digits have no event; the phone in Omni-Channel reports what it refuses. */
  sendDigits(event: Event): void {
    event.preventDefault();
    const digits = this.digits.replace(/\s/g, "").toUpperCase();
    this.digitsAreInvalid = !DIGITS.test(digits);
    if (this.digitsAreInvalid) return;
    this.digits = "";
    this.isNotConfirmed = false;
    this.isNotTold = false;
    new Promise((resolve) => resolve(this.toolkit?.sendDigits(digits))).catch(() => (this.isNotConfirmed = true));
  }

  writeDigits(event: Event): void {
    this.digits = (event.target as HTMLInputElement).value;
    this.digitsAreInvalid = false;
  }

  private awaitEvent(control: Control): void {
    this.settle();
    this.awaited = control.confirmedBy;
    // A refusal has no event, so its absence has to be noticed.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    this.timer = setTimeout(() => this.giveUp(control), CONFIRMATION_DEADLINE_MS);
  }

  /** Nothing is assumed from silence: who believes in a paused recording that runs is worse off than who is asked to look. */
  private giveUp({ turns }: Control): void {
    this.settle();
    if (turns !== undefined && this.call[turns] === null) this.isNotTold = true;
    else this.isNotConfirmed = true;
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.awaited = null;
    this.isNotConfirmed = false;
    this.isNotTold = false;
  }

  get toolkit(): Toolkit | null {
    return this.template?.querySelector<Toolkit>("lightning-service-cloud-voice-toolkit-api") ?? null;
  }

  get controls() {
    return CONTROLS.filter(({ isThere }) => this.isRead && isThere(this.call, this.isOutbound)).map(
      ({ name, label, variant }) => ({
        name,
        label,
        className: `slds-button slds-button_${variant}`,
        ariaDisabled: String(this.awaited !== null),
      }),
    );
  }

  get hasControls(): boolean {
    return this.controls.length > 0;
  }
  get isTalking(): boolean {
    return this.isRead && this.call.phase === "connected";
  }

  get status(): string {
    if (this.error !== undefined) return "";
    if (!this.isRead) return labels.loading;
    const phases = {
      waiting: labels.stateWaiting,
      ringing: labels.stateRinging,
      connected: labels.stateConnected,
      ended: labels.stateEnded,
    };
    const { phase, isHeld, isMuted, isRecordingPaused } = this.call;
    return [
      phases[phase],
      ...(isHeld ? [labels.stateHeld] : []),
      ...(isMuted ? [labels.stateMuted] : []),
      ...(isRecordingPaused ? [labels.stateNotRecording] : []),
    ].join(" · ");
  }

  get digitsInvalid(): string {
    return String(this.digitsAreInvalid);
  }
  get digitsHelp(): string {
    return this.digitsAreInvalid ? labels.digitsInvalid : "";
  }
  get digitsClass(): string {
    return this.digitsAreInvalid ? "slds-form-element slds-has-error" : "slds-form-element";
  }
}
