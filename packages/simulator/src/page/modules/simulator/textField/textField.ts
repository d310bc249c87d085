import { LightningElement, api } from "lwc";

/** One labelled text field with its sentence of what is wrong. Fires `valuechange` with the text as detail. */
export default class TextField extends LightningElement {
  static override renderMode = "light" as const;

  @api name = "";
  @api label = "";
  @api type = "text";
  @api value = "";
  @api fault: string | null = null;
  @api maxLength = 64;
  @api required = false;
  /** What to write, said before anything is wrong. */
  @api hint = "";
  /** More than one: a text of several lines. */
  @api rows = 1;

  get inputId(): string {
    return `field-${this.name}`;
  }
  get isLong(): boolean {
    return this.rows > 1;
  }
  /** LWC refuses `value` as an attribute of a textarea. */
  get text(): { readonly value: string } {
    return { value: this.value };
  }
  get hintId(): string {
    return `hint-${this.name}`;
  }
  get faultId(): string {
    return `fault-${this.name}`;
  }
  get formClass(): string {
    return this.fault ? "slds-form-element slds-has-error" : "slds-form-element";
  }
  get ariaInvalidText(): string {
    return String(this.fault !== null);
  }
  get describedBy(): string | null {
    const ids = [...(this.hint ? [this.hintId] : []), ...(this.fault ? [this.faultId] : [])];
    return ids.join(" ") || null;
  }

  handleInput(event: Event): void {
    const detail = (event.target as HTMLInputElement | HTMLTextAreaElement).value;
    this.dispatchEvent(new CustomEvent<string>("valuechange", { detail }));
  }
}
