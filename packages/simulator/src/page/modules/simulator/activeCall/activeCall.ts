import { LightningElement, api } from "lwc";
import type { ActRow, CallRow } from "../../../data/active-calls.ts";
import type { Backend, Fault } from "../../../data/backend.ts";

/** One call, with what the far end can do. Fires `acted` after an act and `choose` to see its event log. */
export default class ActiveCall extends LightningElement {
  static override renderMode = "light" as const;

  @api call!: CallRow;
  @api backend!: Backend;
  @api chosen = false;

  acting = false;
  fault: Fault | null = null;

  get pressed(): string {
    return String(this.chosen);
  }
  get articleClass(): string {
    return this.chosen ? "sim-call sim-call_chosen" : "sim-call";
  }
  get acts(): ActRow[] {
    return this.call.legs.flatMap((leg) => leg.acts);
  }
  get actRows() {
    const look = (act: ActRow) => (act.destructive ? "slds-button_text-destructive" : "slds-button_success");
    return this.acts.map((act) => ({ ...act, buttonClass: `slds-button slds-button_neutral ${look(act)}` }));
  }

  async handleAct(event: Event): Promise<void> {
    const { key } = (event.currentTarget as HTMLElement).dataset;
    const row = this.acts.find((act) => act.key === key);
    if (!row || this.acting) return;
    this.acting = true;
    const result = await this.backend.actAtFarEnd(row.legId, row.act);
    this.acting = false;
    this.fault = "fault" in result ? result.fault : null;
    this.dispatchEvent(new CustomEvent("acted", { bubbles: true }));
  }

  handleChoose(): void {
    this.dispatchEvent(new CustomEvent("choose", { bubbles: true, detail: this.call.callId }));
  }
}
