import { LightningElement, api } from "lwc";
import type { Callable } from "../../../session/callable.ts";
import type { ConsoleSession } from "../../../session/console-session.ts";
import { emptyView, type ConsoleView } from "../../../session/view.ts";

/** A record with the texts beside its name. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly string[];
  readonly callable?: Callable | null;
}

/** Records as rows, with a button to call in each where they are callable. Fires `open` with a record's Id. */
export default class RecordTable extends LightningElement {
  static override renderMode = "light" as const;

  @api heading = "";
  @api heads: readonly string[] = [];
  @api rows: readonly Row[] = [];
  @api isCallable = false;
  @api view: ConsoleView = emptyView;
  @api session: ConsoleSession | null = null;

  get keyedRows() {
    return this.rows.map((row) => ({ ...row, cells: row.cells.map((text, key) => ({ key, text })) }));
  }

  handleOpen(event: Event): void {
    const detail = (event.currentTarget as HTMLElement).dataset["id"];
    this.dispatchEvent(new CustomEvent("open", { detail }));
  }
}
