import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";
import { shownNumber, type Callable } from "../../../session/callable.ts";
import type { ConsoleSession } from "../../../session/console-session.ts";
import { canDial, emptyView, type ConsoleView } from "../../../session/view.ts";

/** A phone number that is clickable while no call is there (guide, chapter 13, Use Click-to-Dial). */
export default class CallButton extends LightningElement {
  static override renderMode = "light" as const;

  @api callable: Callable | null = null;
  @api view: ConsoleView = emptyView;
  @api session: ConsoleSession | null = null;

  get number(): string {
    return this.callable === null ? "" : shownNumber(this.callable);
  }
  get canCall(): boolean {
    return this.callable !== null && canDial(this.view);
  }
  get callName(): string {
    return labels.callSomebody(this.callable?.callee ?? "", this.number);
  }

  handleCall(): void {
    if (this.callable !== null) this.session?.dial(this.callable);
  }
}
