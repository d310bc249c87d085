import { LightningElement, api } from "lwc";
import type { Alert } from "../../../host/phone.ts";
import { labels } from "../../../labels.ts";

/** Sentences about what went wrong (role alert) or what happened (role status). Fires `dismissed` with the alert's id. */
export default class Alerts extends LightningElement {
  static override renderMode = "light" as const;

  @api alerts: readonly Alert[] = [];

  get rows() {
    return this.alerts.map(({ id, kind, text }) => ({
      id,
      text,
      role: kind === "error" ? "alert" : "status",
      rowClass: `console-alert console-alert_${kind}`,
      icon: kind === "error" ? "error" : "info",
      textId: `alert-${id}`,
      dismiss: labels.dismiss,
    }));
  }

  handleDismiss(event: Event): void {
    const id = Number((event.currentTarget as HTMLElement).dataset["id"]);
    this.dispatchEvent(new CustomEvent("dismissed", { detail: id }));
  }
}
