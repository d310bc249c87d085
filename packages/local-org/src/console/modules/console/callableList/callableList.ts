import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";
import type { ConsoleSession } from "../../../session/console-session.ts";
import { callableHeads, callableRows, type CallableObject } from "../../../session/callable-rows.ts";
import { emptyView, canDial, type ConsoleView } from "../../../session/view.ts";

/** Contacts, or cases with their contacts: a phone number is clickable while no call is there (guide, chapter 13, Use Click-to-Dial). */
export default class CallableList extends LightningElement {
  static override renderMode = "light" as const;

  @api object: CallableObject = "Contact";
  @api view: ConsoleView = emptyView;
  @api session: ConsoleSession | null = null;

  get labels() {
    return labels;
  }
  get heading(): string {
    return this.object === "Contact" ? labels.contacts : labels.cases;
  }
  get heads(): readonly string[] {
    return callableHeads[this.object];
  }
  get rows() {
    const mayDial = canDial(this.view);
    return callableRows(this.view, this.object).map((row) => ({
      ...row,
      cells: row.cells.map((text, key) => ({ key, text })),
      canCall: mayDial && row.phone !== null,
      callName: labels.callSomebody(row.callee, row.phone ?? ""),
    }));
  }
  get hasRows(): boolean {
    return this.rows.length > 0;
  }
  get isEmpty(): boolean {
    return !this.hasRows;
  }

  handleCall(event: Event): void {
    const phone = (event.currentTarget as HTMLElement).dataset["phone"];
    if (phone !== undefined) this.session?.dial(phone);
  }
}
