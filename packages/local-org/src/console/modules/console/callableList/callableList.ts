import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";
import type { CallableObject } from "../../../session/callable.ts";
import { callableHeads, callableRows } from "../../../session/callable-rows.ts";
import type { ConsoleSession } from "../../../session/console-session.ts";
import { emptyView, type ConsoleView } from "../../../session/view.ts";

/** Contacts, or cases with their contacts. Fires `open` with a record's Id. */
export default class CallableList extends LightningElement {
  static override renderMode = "light" as const;

  @api object: CallableObject = "Contact";
  @api view: ConsoleView = emptyView;
  @api session: ConsoleSession | null = null;

  get heading(): string {
    return this.object === "Contact" ? labels.contacts : labels.cases;
  }
  get count(): string {
    return this.rows === null ? "" : labels.callableCount(this.rows.length);
  }
  get heads(): readonly string[] {
    return callableHeads[this.object];
  }
  get rows() {
    return callableRows(this.view, this.object);
  }
  get isLoading(): boolean {
    return this.rows === null;
  }
  get isEmpty(): boolean {
    return this.rows?.length === 0;
  }
  get hasRows(): boolean {
    return (this.rows?.length ?? 0) > 0;
  }

  handleOpen({ detail }: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent("open", { detail }));
  }
}
