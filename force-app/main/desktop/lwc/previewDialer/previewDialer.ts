import { LightningElement } from "lwc";
import readCurrent from "@salesforce/apex/PreviewDialer.current";
import loadCalls from "@salesforce/apex/PreviewDialer.load";
import saveCall from "@salesforce/apex/PreviewDialer.saveOutcome";
import skipCall from "@salesforce/apex/PreviewDialer.skip";
import noteStarted from "@salesforce/apex/PreviewDialer.started";
import LOCALE from "@salesforce/i18n/locale";
import TIME_ZONE from "@salesforce/i18n/timeZone";
import { fillText } from "c/fillText";
import { RefusedError, readRefusals } from "c/refusals";
import { ToolkitEvents, type Toolkit } from "c/toolkitEvents";
import { Attempt, NO_ATTEMPT, type Standing } from "./attempt";
import { labels } from "./labels";
import { nextRow } from "./listKeys";

/** As PreviewCallView.cls gives it. */
interface PreviewCall {
  readonly previewCallId: string;
  readonly name: string;
  readonly phoneNumber: string;
  readonly reason?: string | null;
  readonly note?: string | null;
  readonly lastOutcome?: string | null;
  readonly attempts: number;
  readonly title?: string | null;
  readonly account?: string | null;
  readonly doNotCall: boolean;
  /** Of an attempt that has begun and whose outcome is not noted yet. */
  readonly owedCallKey?: string | null;
}
interface Choice {
  readonly value: string;
  readonly label: string;
}
interface WorkList {
  readonly calls: readonly PreviewCall[];
  readonly hasMore: boolean;
  readonly nextDueAt?: string | null;
  readonly outcomes: readonly Choice[];
}

/** Somebody else was quicker, so there is nothing left to call or to save. */
const GONE = ["preview.already-done", "preview.unknown"];

const codeOf = (error: unknown): string => readRefusals(error)[0]?.code ?? "";
/** Without a network the platform answers in words of its own, which say nothing to an agent. */
function reasonOf(error: unknown): unknown {
  return navigator.onLine ? error : new RefusedError("preview.offline", labels.offline);
}

/**
 * Calls to make, one after the other (guide, "Preview (Push) Dialer"): the record is previewed, `startPreviewCall` dials, the
 * outcome is noted, the next one follows.
 */
export default class PreviewDialer extends LightningElement {
  labels = labels;
  state: "loading" | "failed" | "ready" | "checking" | "saving" = "loading";
  error: unknown;
  calls: readonly PreviewCall[] = [];
  hasMore = false;
  selectedId: string | null = null;
  outcome = "";
  note = "";
  isOutcomeMissing = false;
  standing: Standing = NO_ATTEMPT;

  /** The one that turned out to be made or taken while it was shown; what was written about it stays until it is left. */
  private goneId: string | null = null;
  private nextDueAt: string | null = null;
  private outcomes: readonly Choice[] = [];
  private focus: "heading" | "row" | "call" | null = null;
  private readonly attempt = new Attempt((standing) => this.follow(standing));
  private readonly events = new ToolkitEvents(this.attempt.hear);

  override connectedCallback(): void {
    this.load();
  }

  override renderedCallback(): void {
    this.events.open(this.toolkit);
    const wanted = {
      heading: "[data-heading]",
      row: '[role="option"][aria-selected="true"]',
      call: "[data-call]",
    };
    if (this.focus !== null) this.template?.querySelector<HTMLElement>(wanted[this.focus])?.focus();
    this.focus = null;
  }

  override disconnectedCallback(): void {
    this.events.close();
    this.attempt.stop();
  }

  async load(): Promise<void> {
    this.state = "loading";
    this.error = undefined;
    try {
      const work = (await loadCalls()) as WorkList;
      this.calls = work.calls;
      this.hasMore = work.hasMore;
      this.nextDueAt = work.nextDueAt ?? null;
      this.outcomes = work.outcomes;
      this.preview(this.calls.find(({ owedCallKey }) => owedCallKey) ?? this.calls[0]);
      this.state = "ready";
    } catch (error) {
      this.calls = [];
      this.error = reasonOf(error);
      this.state = "failed";
    }
  }

  async call(): Promise<void> {
    const { shown, toolkit } = this;
    if (!shown || !toolkit || this.cannotCall) return;
    const now = await this.askCurrent(shown.previewCallId);
    // Meanwhile another call may have come, or the dialer may have been closed.
    if (now === null || this.cannotCall || !this.isConnected) return;
    this.attempt.start(now.phoneNumber, () => toolkit.startPreviewCall(now.phoneNumber));
  }

  private follow(standing: Standing): void {
    const hasBegun = standing.state === "ringing" && this.standing.state !== "ringing";
    this.standing = standing;
    if (hasBegun && this.selectedId !== null) this.begin(this.selectedId, standing.vendorCallKey);
  }

  /** A page that is loaded anew asks for the outcome then. */
  private async begin(previewCallId: string, vendorCallKey: string | null): Promise<void> {
    try {
      await noteStarted({ previewCallId, vendorCallKey });
    } catch (error) {
      this.error = reasonOf(error);
    }
  }

  /** @returns the call as it stands now, shown as such; null: it must not be dialed, and the agent reads why */
  private async askCurrent(previewCallId: string): Promise<PreviewCall | null> {
    this.state = "checking";
    this.error = undefined;
    try {
      const now = (await readCurrent({ previewCallId })) as PreviewCall;
      this.show(now);
      return now;
    } catch (error) {
      this.error = reasonOf(error);
      const code = codeOf(error);
      if (GONE.includes(code)) this.goneId = previewCallId;
      const { shown } = this;
      if (code === "preview.do-not-call" && shown) this.show({ ...shown, doNotCall: true });
      return null;
    } finally {
      this.state = "ready";
    }
  }

  private show(call: PreviewCall): void {
    this.calls = this.calls.map((one) => (one.previewCallId === call.previewCallId ? call : one));
  }

  finishAfterWork(): void {
    this.attempt.finishAfterWork();
    this.focus = "call";
  }

  skip(): Promise<void> {
    if (this.goneId !== null) return this.goOn(this.goneId);
    return this.finish((previewCallId) => skipCall({ previewCallId }));
  }

  saveOutcome(event: Event): Promise<void> | undefined {
    event.preventDefault();
    this.isOutcomeMissing = this.outcome === "";
    if (this.isOutcomeMissing || this.cannotSave) {
      this.template?.querySelector<HTMLElement>("select")?.focus();
      return undefined;
    }
    const { outcome, note } = this;
    const { vendorCallKey } = this.standing;
    return this.finish((previewCallId) => saveCall({ previewCallId, outcome, note, vendorCallKey }));
  }

  /** What cannot be saved stays as it was written. */
  private async finish(save: (previewCallId: string) => Promise<unknown>): Promise<void> {
    const id = this.selectedId;
    if (id === null) return;
    this.state = "saving";
    this.error = undefined;
    try {
      await save(id);
      await this.goOn(id);
    } catch (error) {
      this.error = reasonOf(error);
      this.state = "ready";
      if (!GONE.includes(codeOf(error))) return;
      if (this.standing.isOver) this.goneId = id;
      else this.leave(id);
    }
  }

  /** The next one; at the end of the list, what has become due meanwhile. */
  private async goOn(id: string): Promise<void> {
    this.state = "ready";
    this.leave(id);
    if (this.calls.length === 0) await this.load();
    this.focus = "heading";
  }

  private leave(id: string): void {
    const index = this.calls.findIndex((one) => one.previewCallId === id);
    this.calls = this.calls.filter((one) => one.previewCallId !== id);
    this.preview(this.calls[Math.min(index, this.calls.length - 1)]);
  }

  private preview(call: PreviewCall | undefined): void {
    this.selectedId = call?.previewCallId ?? null;
    this.outcome = "";
    this.note = "";
    this.isOutcomeMissing = false;
    this.goneId = null;
    if (call?.owedCallKey) this.attempt.owe(call.owedCallKey);
    else this.attempt.reset();
  }

  chooseInList(event: Event): void {
    const row = (event.target as Element).closest<HTMLElement>("[data-id]");
    this.select(row?.dataset.id);
  }

  moveInList(event: KeyboardEvent): void {
    const index = this.calls.findIndex((one) => one.previewCallId === this.selectedId);
    const next = nextRow(event.key, index, this.calls.length);
    if (next === null) return;
    event.preventDefault();
    if (this.select(this.calls[next]?.previewCallId)) this.focus = "row";
  }

  private select(id: string | undefined): boolean {
    const call = this.calls.find((one) => one.previewCallId === id);
    if (!call || id === this.selectedId || this.isBound) return false;
    this.error = undefined;
    this.preview(call);
    return true;
  }

  chooseOutcome(event: Event): void {
    this.outcome = (event.target as HTMLSelectElement).value;
    this.isOutcomeMissing = false;
  }

  writeNote(event: Event): void {
    this.note = (event.target as HTMLTextAreaElement).value;
  }

  get toolkit(): Toolkit | null {
    return this.template?.querySelector<Toolkit>("lightning-service-cloud-voice-toolkit-api") ?? null;
  }
  get shown(): PreviewCall | undefined {
    return this.calls.find((one) => one.previewCallId === this.selectedId);
  }
  get isLoading(): boolean {
    return this.state === "loading";
  }
  get isFailed(): boolean {
    return this.state === "failed";
  }
  get isEmpty(): boolean {
    return this.state === "ready" && this.calls.length === 0;
  }
  get emptyText(): string {
    if (this.nextDueAt === null) return labels.empty;
    const form = { dateStyle: "short", timeStyle: "short", timeZone: TIME_ZONE } as const;
    const due = new Date(this.nextDueAt).toLocaleString(LOCALE, form);
    return fillText(labels.emptyUntil, due);
  }

  /** The selection stays with a call until its outcome is noted, or cannot be noted any more. */
  private get isBound(): boolean {
    const owesOutcome = this.standing.isOver && !this.isGone;
    return this.isAsking || this.standing.isUnderWay || owesOutcome;
  }
  /** Salesforce is asked. */
  private get isAsking(): boolean {
    return this.state === "saving" || this.state === "checking";
  }
  private get isGone(): boolean {
    return this.goneId !== null;
  }

  get rows() {
    return this.calls.map(({ previewCallId, name, phoneNumber }) => {
      const isSelected = previewCallId === this.selectedId;
      return {
        id: previewCallId,
        name,
        number: phoneNumber,
        className: "call",
        ariaSelected: String(isSelected),
        ariaDisabled: String(this.isBound && !isSelected),
        tabIndex: isSelected ? "0" : "-1",
      };
    });
  }

  get details(): { label: string; value: string }[] {
    const call = this.shown;
    if (!call) return [];
    return [
      { label: labels.number, value: call.phoneNumber },
      { label: labels.contactTitle, value: call.title ?? "" },
      { label: labels.account, value: call.account ?? "" },
      { label: labels.reason, value: call.reason ?? "" },
      { label: labels.attempts, value: call.attempts > 0 ? String(call.attempts) : "" },
      { label: labels.lastOutcome, value: call.lastOutcome ?? "" },
      { label: labels.lastNote, value: call.note ?? "" },
    ].filter(({ value }) => value !== "");
  }

  get status(): string {
    if (this.state === "saving") return labels.stateSaving;
    if (this.state === "checking") return fillText(labels.stateStarting, this.shown?.name);
    const texts = {
      none: "",
      refused: "",
      starting: labels.stateStarting,
      ringing: labels.stateRinging,
      connected: labels.stateConnected,
      ended: labels.stateEnded,
      missed: labels.stateMissed,
      owed: labels.stateOwed,
    };
    return fillText(texts[this.standing.state], this.shown?.name);
  }

  get problem(): string {
    if (this.standing.state === "refused") return labels.refused;
    return this.standing.isBusyElsewhere && !this.isBound ? labels.busy : "";
  }
  get isAfterWork(): boolean {
    return this.standing.isAfterWork && !this.standing.isBusyElsewhere && !this.isBound;
  }

  get callName(): string {
    return fillText(labels.callName, this.shown?.name);
  }
  get cannotCall(): boolean {
    const { isBusyElsewhere, isAfterWork } = this.standing;
    return this.isBound || this.isGone || isBusyElsewhere || isAfterWork || this.shown?.doNotCall !== false;
  }
  get cannotSkip(): boolean {
    return this.isBound;
  }
  get isOutcomeShown(): boolean {
    return this.standing.state === "connected" || this.standing.isOver;
  }
  get cannotSave(): boolean {
    return this.state === "saving" || !this.standing.isOver;
  }
  get outcomeOptions() {
    return [{ value: "", label: labels.outcomeChoose }, ...this.outcomes].map((option) => ({
      ...option,
      selected: option.value === this.outcome,
    }));
  }
  get outcomeInvalid(): string {
    return String(this.isOutcomeMissing);
  }
  get outcomeHelp(): string {
    return this.isOutcomeMissing ? labels.outcomeInvalid : "";
  }
  get outcomeClass(): string {
    return this.isOutcomeMissing ? "slds-form-element slds-has-error" : "slds-form-element";
  }
}
