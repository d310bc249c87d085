import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";

export type Field = readonly [label: string, value: string | null | undefined];

/** Fields of a record page. */
export default class Details extends LightningElement {
  static override renderMode = "light" as const;

  @api fields: readonly Field[] = [];

  get labels() {
    return labels;
  }
  get rows() {
    return this.fields.map(([label, value]) => ({ label, value: value ?? "" }));
  }
}
