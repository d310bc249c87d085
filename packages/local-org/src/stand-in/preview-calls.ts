import type { RunApex } from "../http/apex-routes.ts";
import type { Org } from "../org/org.ts";
import type { User } from "../org/tables.ts";

interface PreviewCall {
  readonly previewCallId: string;
  readonly name: string;
  readonly phoneNumber: string;
  readonly reason: string | null;
  readonly contactId: string;
  readonly attempts: number;
  readonly lastOutcome: string | null;
  readonly note: string | null;
  readonly doNotCall: boolean;
  readonly isOpen: boolean;
}
type Parameters = Readonly<Record<string, unknown>>;

const OUTCOMES = [
  ["Reached", "Reached"],
  ["Voicemail", "Voicemail left"],
  ["NoAnswer", "No answer"],
  ["Busy", "Busy"],
  ["CallBackLater", "Call back later"],
  ["WrongNumber", "Wrong number"],
  ["DoNotCall", "Does not want to be called"],
] as const;

const refused = (code: string, message: string): Error => new Error(JSON.stringify({ code, message }));

/**
 * Stands for the package's Apex class PreviewDialer, which this stand-in does not host: the same methods on a list of its own,
 * kept in memory, one call for each contact of the org. What Apex does is proven by its own tests.
 */
export function previewDialerOf(org: Org): RunApex {
  const lists = new Map<string, PreviewCall[]>();
  const listOf = (user: User): PreviewCall[] => {
    const known = lists.get(user.Id);
    if (known !== undefined) return known;
    const made = org.store.all("Contact").flatMap(({ Id, Name, Phone }, index) =>
      Phone === null
        ? []
        : [
            {
              previewCallId: `a00000000000${String(index + 1).padStart(3, "0")}AAA`,
              name: Name,
              phoneNumber: Phone,
              reason: "Ask how the delivery went",
              contactId: Id,
              attempts: 0,
              lastOutcome: null,
              note: null,
              doNotCall: false,
              isOpen: true,
            },
          ],
    );
    lists.set(user.Id, made);
    return made;
  };
  const close = (user: User, { previewCallId }: Parameters, change: Partial<PreviewCall>): void => {
    const list = listOf(user);
    const found = list.find((one) => one.previewCallId === previewCallId);
    if (found === undefined) throw refused("preview.unknown", "This call is no longer yours, or it was deleted.");
    if (!found.isOpen) throw refused("preview.already-done", "This call was done already.");
    lists.set(
      user.Id,
      list.map((one) => (one === found ? { ...one, isOpen: false, attempts: one.attempts + 1, ...change } : one)),
    );
  };

  const methods: Readonly<Record<string, (parameters: Parameters, user: User) => unknown>> = {
    load: (_parameters, user) => ({
      calls: listOf(user).filter(({ isOpen }) => isOpen),
      hasMore: false,
      nextDueAt: null,
      outcomes: OUTCOMES.map(([value, label]) => ({ value, label })),
    }),
    saveOutcome: (parameters, user) => {
      if (!OUTCOMES.some(([value]) => value === parameters["outcome"]))
        throw refused("preview.outcome-invalid", "Choose what the call came to.");
      close(user, parameters, { lastOutcome: String(parameters["outcome"]), note: String(parameters["note"] ?? "") });
    },
    skip: (parameters, user) => close(user, parameters, { attempts: 0, lastOutcome: "Skipped" }),
  };

  return async ({ className, name }, parameters, user) => {
    const method = className === "PreviewDialer" ? methods[name] : undefined;
    if (method === undefined) throw new Error(`This stand-in hosts no Apex, so ${className}.${name} has no answer.`);
    return method(parameters, user);
  };
}
