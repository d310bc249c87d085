import { LightningElement, api } from "lwc";
import { queueHint } from "../../../data/delivered-queue.ts";

/** The id of a queue, as text: no route gives the operator the queues. Fires `valuechange`. */
export default class QueueField extends LightningElement {
  static override renderMode = "light" as const;

  @api name = "";
  @api value = "";

  hint = queueHint;

  handleValue(event: CustomEvent<string>): void {
    this.dispatchEvent(new CustomEvent<string>("valuechange", { detail: event.detail }));
  }
}
