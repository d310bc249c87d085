import type { Contact } from "../../console-contract.ts";

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** The one contact with this number, written in any way; null when there is none or more than one. */
export function contactByNumber(contacts: readonly Contact[] | null, phoneNumber: string | null): Contact | null {
  const digits = digitsOf(phoneNumber ?? "");
  if (contacts === null || digits.length < 5) return null;
  const isIt = ({ Phone, PhonePrefix }: Contact): boolean =>
    Phone !== null && (digitsOf(Phone) === digits || digitsOf(`${PhonePrefix ?? ""}${Phone}`) === digits);
  const found = contacts.filter(isIt);
  return found.length === 1 ? found[0]! : null;
}
