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

  get inputId(): string {
    return `field-${this.name}`;
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
    return this.fault ? this.faultId : null;
  }

  handleInput(event: Event): void {
    const detail = (event.target as HTMLInputElement).value;
    this.dispatchEvent(new CustomEvent<string>("valuechange", { detail }));
  }
}
