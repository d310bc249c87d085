import { labels } from "../labels.ts";
import { callableOf, contactWith, type Callable, type CallableObject } from "./callable.ts";
import type { ConsoleView } from "./view.ts";

export interface CallableRow {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly string[];
  readonly callable: Callable | null;
}

export const callableHeads: Readonly<Record<CallableObject, readonly string[]>> = {
  Contact: [labels.contactName, labels.email, labels.phone],
  Case: [labels.caseNumber, labels.subject, labels.contactName, labels.phone],
};

/** Records with a phone number beside them; that of a case is its contact's. Null: not loaded yet. */
export function callableRows(view: ConsoleView, object: CallableObject): readonly CallableRow[] | null {
  if (view.contacts === null || view.cases === null) return null;
  if (object === "Contact")
    return view.contacts.map((one) => ({
      id: one.Id,
      name: one.Name,
      cells: [one.Email ?? ""],
      callable: callableOf(one),
    }));
  return view.cases.map(({ Id, CaseNumber, Subject, ContactId }) => {
    const contact = contactWith(view, ContactId);
    return { id: Id, name: CaseNumber, cells: [Subject, contact?.Name ?? ""], callable: callableOf(contact) };
  });
}
