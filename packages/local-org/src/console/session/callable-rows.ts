import { labels } from "../labels.ts";
import type { ConsoleView } from "./view.ts";

export type CallableObject = "Contact" | "Case";

export interface CallableRow {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly string[];
  readonly phone: string | null;
  /** Who answers at that number. */
  readonly callee: string;
}

export const callableHeads: Readonly<Record<CallableObject, readonly string[]>> = {
  Contact: [labels.contactName, labels.email, labels.phone],
  Case: [labels.caseNumber, labels.subject, labels.contactName, labels.phone],
};

/** Records with a phone number beside them; that of a case is its contact's. */
export function callableRows({ contacts, cases }: ConsoleView, object: CallableObject): readonly CallableRow[] {
  if (object === "Contact")
    return contacts.map(({ Id, Name, Email, Phone }) => {
      return { id: Id, name: Name, cells: [Email ?? ""], phone: Phone, callee: Name };
    });
  return cases.map(({ Id, CaseNumber, Subject, ContactId }) => {
    const contact = contacts.find((one) => one.Id === ContactId);
    const callee = contact?.Name ?? "";
    return { id: Id, name: CaseNumber, cells: [Subject, callee], phone: contact?.Phone ?? null, callee };
  });
}
