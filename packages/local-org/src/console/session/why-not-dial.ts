import { sentences } from "../labels.ts";
import { canDial, isDialing, type ConsoleView } from "./view.ts";

/** The sentence that refuses to call somebody; null: nothing is in the way. */
export function whyNotDial(view: ConsoleView): string | null {
  const { stage, calls } = view.phone;
  if (stage !== "ready") return sentences.notReadyCannotCall;
  if (calls.some(({ phase }) => phase !== "afterConversationWork")) return sentences.onCallCannotCall;
  if (calls.length > 0) return sentences.afterWorkCannotCall;
  return canDial(view) || isDialing(view) ? null : sentences.offlineCannotCall;
}
