import { whoOf } from "../host/call-step.ts";
import { leaveLabels } from "../labels.ts";
import { contactByNumber } from "../org/contacts.ts";
import type { ConsoleView } from "./view.ts";

export type Leaving = "logOut" | "switchUser";

export interface LeaveQuestion {
  readonly title: string;
  /** What becomes of each call, a sentence for each. */
  readonly sentences: readonly string[];
  readonly confirm: string;
  readonly stay: string;
}

/**
 * What to ask before the phone is left; null: nothing is lost by it. Neither sends the connector anything about the call, and after
 * conversation work stays with the org.
 */
export function leaveQuestion(view: ConsoleView, leaving: Leaving): LeaveQuestion | null {
  const sentences = view.phone.calls.flatMap(({ call, phase }) => {
    if (phase === "afterConversationWork") return [];
    return [leaveLabels[phase](contactByNumber(view.contacts, call.phoneNumber)?.Name ?? whoOf(call))];
  });
  return sentences.length === 0 ? null : { ...leaveLabels[leaving], sentences };
}
