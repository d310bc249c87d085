import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";
import { contactByNumber } from "../../../org/contacts.ts";
import type { PackagePage } from "../../../package/package-page.ts";
import type { ConsoleSession } from "../../../session/console-session.ts";
import { leaveQuestion, type LeaveQuestion } from "../../../session/leave-question.ts";
import { isDialing, isIdle, statusOf, workOf, type ConsoleView } from "../../../session/view.ts";

/** The Omni-Channel utility: presence, the phone's state, login page, calls. */
export default class OmniChannel extends LightningElement {
  static override renderMode = "light" as const;

  @api view!: ConsoleView;
  @api session: ConsoleSession | null = null;
  @api components: PackagePage | null = null;
  isSettingsOpen = false;
  /** The component has been shown since the phone was ready: it stays, so that its `cancel` takes back what was not saved. */
  isSettingsLoaded = false;
  isLoggingOut = false;

  #focused: HTMLElement | null = null;

  override connectedCallback(): void {
    this.addEventListener("focusin", (event) => (this.#focused = event.target as HTMLElement));
  }
  /** What had the focus is gone, a call that was finished or the keypad that it was dialed with: not the page's top gets it. */
  override renderedCallback(): void {
    if (this.#focused === null || this.#focused.isConnected) return;
    this.#focused = null;
    if (document.activeElement !== document.body) return;
    const heading = this.querySelector<HTMLElement>(".console-call__title") ?? this.querySelector("h2");
    (heading as HTMLElement | null)?.focus();
  }

  get labels() {
    return labels;
  }
  get stage() {
    return this.view.phone.stage;
  }
  get isLoading(): boolean {
    return this.stage === "off" || this.stage === "loading";
  }
  get isFailed(): boolean {
    return this.stage === "failed";
  }
  get isReady(): boolean {
    return this.stage === "ready";
  }
  get isSettingsThere(): boolean {
    return this.isReady && this.isSettingsLoaded;
  }
  get settingsClass(): string {
    return this.isSettingsOpen ? "" : "slds-hide";
  }
  get settingsExpanded(): string {
    return String(this.isSettingsOpen);
  }
  get isIdle(): boolean {
    return isIdle(this.view);
  }
  get isDialing(): boolean {
    return isDialing(this.view);
  }
  get statusId(): string | null {
    return this.view.presence?.statusId ?? null;
  }
  get pendingStatusId(): string | null {
    return this.view.presence?.pendingStatusId ?? null;
  }
  get idleText(): string {
    const status = statusOf(this.view, this.statusId ?? undefined);
    if (!status || status.isOffline) return labels.phoneReadyOffline;
    return status.hasChannels ? labels.phoneReadyAvailable : labels.phoneReadyBusy;
  }
  get loginUrl(): string | null {
    return this.stage === "login" ? this.view.loginUrl : null;
  }
  get loginStyle(): string {
    const { isSilentLogin, loginFrameHeight } = this.view.phone;
    return isSilentLogin ? "height: 0" : `height: ${loginFrameHeight}px`;
  }
  get canUseHere(): boolean {
    return this.stage === "login" && this.view.phone.isTakenAway;
  }
  get workSeconds(): number | null {
    return this.view.presenceConfiguration?.afterConversationWorkSeconds ?? null;
  }
  get cards() {
    return this.view.phone.calls.map((hosted) => {
      const { callId, voiceCallId, phoneNumber } = hosted.call;
      const record = workOf(this.view, callId)?.WorkItemId ?? voiceCallId;
      return {
        key: callId,
        hosted,
        contactName: contactByNumber(this.view.contacts, phoneNumber)?.Name ?? null,
        recordId: record,
        voiceCallId: record !== null && this.view.voiceCalls.has(record) && hosted.phase !== "ringing" ? record : null,
      };
    });
  }

  handleStatus(event: CustomEvent<string>): void {
    this.session?.choosePresence(event.detail);
  }
  handleDial(event: CustomEvent<string>): void {
    this.session?.dial(event.detail);
  }
  handleDismissed(event: CustomEvent<number>): void {
    this.session?.dismiss(event.detail);
  }
  handleReload(): void {
    this.session?.loadConnector();
  }
  handleSettings(): void {
    this.isSettingsOpen = !this.isSettingsOpen;
    this.isSettingsLoaded = true;
    this.querySelector<HTMLElement>(".console-omni__settings")?.focus();
  }
  /** A call that has ended meanwhile takes the question with it. */
  get question(): LeaveQuestion | null {
    return this.isLoggingOut ? leaveQuestion(this.view, "logOut") : null;
  }
  handleLogOut(): void {
    this.isLoggingOut = leaveQuestion(this.view, "logOut") !== null;
    if (!this.isLoggingOut) this.session?.logOut();
  }
  handleStay(): void {
    this.isLoggingOut = false;
  }
  handleLeave(): void {
    this.isLoggingOut = false;
    this.session?.logOut();
  }
}
