import { LightningElement, api } from "lwc";
import type { LeaveQuestion } from "../../../session/leave-question.ts";

/** Asks before the phone is left with a call on it. Fires `leave` or `stay`, the latter too when the question is gone by itself. */
export default class LeaveDialog extends LightningElement {
  static override renderMode = "light" as const;

  @api question: LeaveQuestion | null = null;

  /** The browser keeps the focus in an open modal dialog, and gives it back when that is closed. */
  override renderedCallback(): void {
    const dialog = this.querySelector("dialog")!;
    if (this.question !== null && !dialog.open) dialog.showModal();
    if (this.question !== null || !dialog.open) return;
    dialog.close();
    this.handleStay();
  }

  handleStay(): void {
    this.dispatchEvent(new CustomEvent("stay"));
  }
  handleLeave(): void {
    this.dispatchEvent(new CustomEvent("leave"));
  }
}
