import { LightningElement, api } from "lwc";
import type { CallRow } from "../../../data/active-calls.ts";
import type { Backend, Fault } from "../../../data/backend.ts";

/** All calls that are not over. `calls` null: nobody has answered yet. */
export default class ActiveCalls extends LightningElement {
  static override renderMode = "light" as const;

  @api calls: readonly CallRow[] | null = null;
  @api faults: readonly Fault[] = [];
  @api chosenCallId: string | null = null;
  @api backend!: Backend;

  get loading(): boolean {
    return this.calls === null;
  }
  get empty(): boolean {
    return this.calls?.length === 0 && this.faults.length === 0;
  }
  get rows() {
    return (this.calls ?? []).map((call) => ({ call, chosen: call.callId === this.chosenCallId }));
  }
}
