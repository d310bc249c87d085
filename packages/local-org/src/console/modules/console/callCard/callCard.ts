import { LightningElement, api } from "lwc";
import { whoOf } from "../../../host/call-step.ts";
import { controlsOf, type Control, type ControlName } from "../../../host/controls.ts";
import { isHeldEnter } from "../../../host/held-key.ts";
import { isPending, type HostedCall, type Phone } from "../../../host/phone.ts";
import type { IconName } from "../../../icons.ts";
import { labels } from "../../../labels.ts";
import type { PackagePage } from "../../../package/package-page.ts";
import type { ConsoleSession } from "../../../session/console-session.ts";
import { duration } from "../../../session/duration.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const wide: ReadonlySet<ControlName> = new Set(["accept", "decline", "end", "finish"]);

/** One call in the widget: who, in which state, for how long, and what can be done. */
export default class CallCard extends LightningElement {
  static override renderMode = "light" as const;

  @api hosted!: HostedCall;
  @api phone!: Phone;
  @api session!: ConsoleSession;
  /** Name of the contact with this number. */
  @api contactName: string | null = null;
  @api voiceCallId: string | null = null;
  @api workSeconds: number | null = null;
  /** VoiceCall of the call, for the voice extension. */
  @api recordId: string | null = null;
  @api components: PackagePage | null = null;
  isExtensionOpen = false;

  now = Date.now();
  opened: "keypad" | "addCaller" | null = null;
  digits = "";
  #timer = 0;
  #focused: HTMLElement | null = null;

  override connectedCallback(): void {
    this.#timer = window.setInterval(() => (this.now = Date.now()), 500);
  }
  override disconnectedCallback(): void {
    window.clearInterval(this.#timer);
  }
  /**
   * A control that had the focus is gone with its phase: the call's heading gets it, not the page's top. Never the next
   * control: an Enter that is pressed twice would end the call it has just answered.
   */
  override renderedCallback(): void {
    if (this.#focused === null || this.#focused.isConnected) return;
    this.#focused = null;
    if (document.activeElement === document.body) this.querySelector<HTMLElement>(".console-call__title")?.focus();
  }
  handleFocus(event: FocusEvent): void {
    this.#focused = event.target as HTMLElement;
  }

  get labels() {
    return labels;
  }
  get extensionExpanded(): string {
    return String(this.isExtensionOpen);
  }
  get extensionAttributes(): Readonly<Record<string, unknown>> {
    return { recordId: this.recordId, objectApiName: "VoiceCall" };
  }
  handleExtension(): void {
    this.isExtensionOpen = !this.isExtensionOpen;
  }
  get cardClass(): string {
    return `console-call console-call_${this.hosted.phase}`;
  }
  get who(): string {
    return this.contactName ?? whoOf(this.hosted.call);
  }
  get number(): string | null {
    const { phoneNumber } = this.hosted.call;
    return phoneNumber === this.who ? null : phoneNumber;
  }
  get queueName(): string | null {
    return this.hosted.call.info.queueName;
  }
  get state(): string {
    const { hosted, phone } = this;
    const { callId } = hosted.call;
    if (isPending(phone, ["ACCEPT_CALL"], callId)) return labels.answering;
    if (isPending(phone, ["DECLINE_CALL"], callId)) return labels.declining;
    if (isPending(phone, ["END_CALL"], callId)) return labels.ending;
    const connected = hosted.isOnHold ? labels.onHold : labels.connected;
    return {
      ringing: hosted.call.callType === "callback" ? labels.callback : labels.incomingCall,
      dialing: labels.outgoingCall,
      connected,
      afterConversationWork: labels.afterConversationWork,
    }[hosted.phase];
  }
  get stateIcon(): IconName {
    const { phase } = this.hosted;
    return phase === "ringing"
      ? "incoming"
      : phase === "dialing"
        ? "outgoing"
        : phase === "connected"
          ? "call"
          : "clock";
  }
  get notes(): string {
    const { isMuted, isRecordingPaused } = this.hosted;
    return [isMuted ? labels.muted : "", isRecordingPaused ? labels.recordingPaused : ""].filter(Boolean).join(" · ");
  }
  get timer(): string {
    const { isOnHold, heldSince, phaseSince } = this.hosted;
    const passed = this.now - ((isOnHold ? heldSince : null) ?? phaseSince);
    if (this.hosted.phase !== "afterConversationWork" || this.workSeconds === null) return duration(passed);
    return duration(this.workSeconds * 1_000 - passed);
  }
  get timerName(): string {
    const isCountdown = this.hosted.phase === "afterConversationWork" && this.workSeconds !== null;
    return isCountdown ? labels.remaining : labels.timer;
  }

  get controls(): readonly Control[] {
    return controlsOf(this.phone, this.hosted);
  }
  get toggles() {
    return this.controls.filter(({ name }) => !wide.has(name)).map((control) => this.look(control));
  }
  get actions() {
    return this.controls.filter(({ name }) => wide.has(name)).map((control) => this.look(control));
  }
  look({ name, label, isEnabled, isPressed, isPending: waits }: Control) {
    const isOpen = name === this.opened;
    const expands = name === "keypad" || name === "addCaller";
    return {
      name,
      label,
      icon: iconOf(name, isPressed === true),
      // Not `disabled` while it waits: that takes the focus away from whoever works by keyboard.
      isDisabled: !isEnabled && !waits,
      pressed: isPressed === null ? null : String(isPressed),
      expanded: expands ? String(isOpen) : null,
      waits: waits ? "true" : null,
      actionClass: `slds-button console-action console-action_${name}`,
      toggleClass: `slds-button slds-button_icon console-toggle${isPressed || isOpen ? " console-toggle_on" : ""}`,
    };
  }

  get third() {
    const { third } = this.hosted;
    if (third === null) return null;
    const state = third.isOnHold
      ? labels.onHold
      : third.isConnected
        ? labels.thirdPartyConnected
        : labels.thirdPartyRinging;
    return { number: third.phoneNumber ?? labels.unknownNumber, state };
  }
  get isKeypadOpen(): boolean {
    return this.opened === "keypad" && this.controls.some(({ name, isEnabled }) => name === "keypad" && isEnabled);
  }
  get isAddCallerOpen(): boolean {
    return (
      this.opened === "addCaller" && this.controls.some(({ name, isEnabled }) => name === "addCaller" && isEnabled)
    );
  }
  get keys() {
    return KEYS.map((key) => ({ key, name: `${labels.digit} ${key}` }));
  }

  handleControl(event: Event): void {
    const name = (event.currentTarget as HTMLElement).dataset["control"] as ControlName;
    if (this.controls.some((control) => control.name === name && control.isPending)) return;
    const { callId } = this.hosted.call;
    const { session } = this;
    const acts: Record<ControlName, () => void> = {
      accept: () => session.accept(callId),
      decline: () => session.decline(callId),
      end: () => session.end(callId),
      finish: () => session.finish(callId),
      mute: () => session.controls.toggleMute(callId),
      hold: () => session.controls.toggleHold(callId),
      record: () => session.controls.toggleRecording(callId),
      swap: () => session.controls.swap(callId),
      merge: () => session.controls.merge(callId),
      removeThirdParty: () => session.controls.removeThirdParty(callId),
      keypad: () => (this.opened = this.opened === "keypad" ? null : "keypad"),
      addCaller: () => (this.opened = this.opened === "addCaller" ? null : "addCaller"),
    };
    acts[name]();
  }

  handleActionKey(event: KeyboardEvent): void {
    if (isHeldEnter(event)) event.preventDefault();
  }

  handleKey(event: Event): void {
    this.send((event.currentTarget as HTMLElement).dataset["key"] ?? "");
  }

  /** Digits may be typed too while the keypad has the focus, or the control that has just opened it. */
  handleKeypadKey({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): void {
    if (this.isKeypadOpen && !altKey && !ctrlKey && !metaKey && KEYS.includes(key)) this.send(key);
  }

  private send(key: string): void {
    this.digits = `${this.digits}${key}`.slice(-24);
    this.session.controls.sendDigits(key);
  }

  handleAdd(event: Event): void {
    event.preventDefault();
    const number = this.querySelector<HTMLInputElement>("[data-add-number]")?.value.trim() ?? "";
    if (number === "") return;
    this.session.controls.addCaller(this.hosted.call.callId, number);
    this.opened = null;
  }

  handleOpenRecord(): void {
    if (this.voiceCallId !== null) this.session.showTab(this.voiceCallId);
  }
}

function iconOf(name: ControlName, isPressed: boolean): IconName {
  if (name === "mute") return isPressed ? "unmute" : "mute";
  if (name === "hold") return isPressed ? "resume" : "hold";
  if (name === "record") return isPressed ? "record" : "pauseRecording";
  return name === "removeThirdParty" ? "close" : name;
}
