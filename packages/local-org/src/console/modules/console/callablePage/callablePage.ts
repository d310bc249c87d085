import { LightningElement, api } from "lwc";
import { labels } from "../../../labels.ts";
import type { Case, Contact } from "../../../../console-contract.ts";
import { callableOf, caseWith, contactWith, objectOf, type Callable } from "../../../session/callable.ts";
import type { ConsoleSession } from "../../../session/console-session.ts";
import { emptyView, type ConsoleView } from "../../../session/view.ts";
import type { Field } from "../details/details.ts";

/** Record page of a contact, or of a case with its contact's number. Fires `open` with the Id of a related record. */
export default class CallablePage extends LightningElement {
  static override renderMode = "light" as const;

  @api recordId = "";
  @api view: ConsoleView = emptyView;
  @api session: ConsoleSession | null = null;

  get labels() {
    return labels;
  }
  get isCase(): boolean {
    return objectOf(this.recordId) === "Case";
  }
  get theCase(): Case | undefined {
    return caseWith(this.view, this.recordId);
  }
  get contact(): Contact | undefined {
    return contactWith(this.view, this.isCase ? (this.theCase?.ContactId ?? null) : this.recordId);
  }
  get isLoading(): boolean {
    return this.view.contacts === null || this.view.cases === null;
  }
  get isFound(): boolean {
    return !this.isLoading && (this.isCase ? this.theCase : this.contact) !== undefined;
  }
  get fault(): string | null {
    return this.isLoading || this.isFound ? null : labels.recordGone;
  }

  get objectName(): string {
    return this.isCase ? labels.case : labels.contact;
  }
  get name(): string {
    return (this.isCase ? this.theCase?.Subject : this.contact?.Name) ?? "";
  }
  get callable(): Callable | null {
    return callableOf(this.contact);
  }
  get cannotCall(): string | null {
    if (this.callable !== null) return null;
    return this.isCase && this.contact === undefined ? labels.noContact : labels.noPhone;
  }
  get fields(): readonly Field[] {
    const { theCase, contact } = this;
    const ofCase: Field[] = [
      [labels.caseNumber, theCase?.CaseNumber],
      [labels.subject, theCase?.Subject],
      [labels.status, theCase?.Status],
    ];
    const ofContact: Field[] = [
      [labels.contactName, contact?.Name],
      [labels.email, contact?.Email],
      [labels.prefix, contact?.PhonePrefix],
      [labels.extensionField, contact?.PhoneExtension],
    ];
    return [...(this.isCase ? ofCase : []), ...ofContact];
  }
  /** Cases of a contact; the contact of a case. */
  get related() {
    const { contact } = this;
    if (contact === undefined) return [];
    if (this.isCase) return [{ id: contact.Id, text: contact.Name }];
    const own = (this.view.cases ?? []).filter(({ ContactId }) => ContactId === contact.Id);
    return own.map(({ Id, CaseNumber, Subject }) => ({ id: Id, text: `${CaseNumber} ${Subject}` }));
  }
  get relatedHeading(): string {
    return this.isCase ? labels.contact : labels.cases;
  }
  get hasNoRelated(): boolean {
    return this.related.length === 0;
  }

  handleOpen(event: Event): void {
    const detail = (event.currentTarget as HTMLElement).dataset["id"];
    this.dispatchEvent(new CustomEvent("open", { detail }));
  }
}
