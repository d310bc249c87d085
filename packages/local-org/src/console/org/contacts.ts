import type { Contact } from "../../console-contract.ts";

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** The one contact with this number, written in any way; null when there is none or more than one. */
export function contactByNumber(contacts: readonly Contact[], phoneNumber: string | null): Contact | null {
  const digits = digitsOf(phoneNumber ?? "");
  if (digits.length < 5) return null;
  const found = contacts.filter(({ Phone }) => Phone !== null && digitsOf(Phone) === digits);
  return found.length === 1 ? found[0]! : null;
}
