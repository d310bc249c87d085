import { LightningElement, api } from "lwc";
import type { PresenceStatusView } from "../../../../console-contract.ts";
import { labels } from "../../../labels.ts";

/** Presence menu of the widget. Fires `choose` with a statusId. */
export default class StatusMenu extends LightningElement {
  static override renderMode = "light" as const;

  @api statuses: readonly PresenceStatusView[] = [];
  @api statusId: string | null = null;
  @api pendingStatusId: string | null = null;

  isOpen = false;
  #focusNext: "item" | "button" | null = null;

  get current(): PresenceStatusView | undefined {
    return this.statuses.find(({ statusId }) => statusId === this.statusId);
  }
  get currentName(): string {
    return this.current?.statusName ?? labels.loading;
  }
  get pendingName(): string | null {
    const pending = this.statuses.find(({ statusId }) => statusId === this.pendingStatusId);
    return pending ? `${pending.statusName} ${labels.statusPending}` : null;
  }
  get buttonName(): string {
    return `${labels.changeStatus}: ${this.currentName}`;
  }
  get dotClass(): string {
    return dotClassOf(this.current);
  }
  get expanded(): string {
    return String(this.isOpen);
  }
  get triggerClass(): string {
    return `slds-dropdown-trigger slds-dropdown-trigger_click console-status${this.isOpen ? " slds-is-open" : ""}`;
  }
  get items() {
    return this.statuses.map((status) => ({
      ...status,
      checked: String(status.statusId === this.statusId),
      itemClass: `slds-dropdown__item${status.statusId === this.statusId ? " slds-is-selected" : ""}`,
      dotClass: dotClassOf(status),
    }));
  }

  handleToggle(): void {
    this.isOpen = !this.isOpen;
    this.#focusNext = this.isOpen ? "item" : "button";
  }

  handleChoose(event: Event): void {
    const detail = (event.currentTarget as HTMLElement).dataset["id"];
    this.close();
    this.dispatchEvent(new CustomEvent("choose", { detail }));
  }

  handleKey(event: KeyboardEvent): void {
    if (!this.isOpen) return;
    if (event.key === "Escape") this.close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) this.moveFocus(step);
    if (event.key === "Escape" || step !== undefined) event.preventDefault();
  }

  handleFocusOut(event: FocusEvent): void {
    const menu = event.currentTarget as HTMLElement;
    if (!menu.contains(event.relatedTarget as Node | null)) this.isOpen = false;
  }

  close(): void {
    this.isOpen = false;
    this.#focusNext = "button";
  }

  moveFocus(step: number): void {
    const items = [...this.querySelectorAll<HTMLElement>("[role=menuitemradio]")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  }

  override renderedCallback(): void {
    if (this.#focusNext === "button") this.querySelector<HTMLElement>("button")?.focus();
    if (this.#focusNext === "item") {
      (
        this.querySelector<HTMLElement>("[aria-checked=true]") ??
        this.querySelector<HTMLElement>("[role=menuitemradio]")
      )?.focus();
    }
    this.#focusNext = null;
  }
}

function dotClassOf(status: PresenceStatusView | undefined): string {
  const kind = !status || status.isOffline ? "offline" : status.hasChannels ? "available" : "busy";
  return `console-dot console-dot_${kind}`;
}
