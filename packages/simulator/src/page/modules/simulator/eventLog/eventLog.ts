import { LightningElement, api } from "lwc";
import type { CallLogData, Fault } from "../../../data/backend.ts";
import { logRows, type LogRow } from "../../../data/log-rows.ts";

/** The log of the chosen call, newest first. `log` null while it is being read. */
export default class EventLog extends LightningElement {
  static override renderMode = "light" as const;

  @api chosenCallId: string | null = null;
  @api log: CallLogData | null = null;
  @api fault: Fault | null = null;

  get nothingChosen(): boolean {
    return this.chosenCallId === null;
  }
  get loading(): boolean {
    return this.log === null && this.fault === null;
  }
  get entries(): LogRow[] {
    return this.log ? logRows(this.log) : [];
  }
  get latest(): string {
    return this.entries[0]?.label ?? "";
  }
}
