/** Null when somebody could call from it; else the sentence for the field. Not E.164: the server works that out. */
export function phoneNumberFault(text: string): string | null {
  const number = text.trim();
  if (number === "") return "Enter a phone number.";
  if (!/^\+?[0-9 ()./-]+$/.test(number)) return "Use digits, spaces and + ( ) - . / only.";
  const digits = number.replace(/\D/g, "").length;
  if (digits < 3) return "A phone number has at least 3 digits.";
  return digits > 15 ? "A phone number has at most 15 digits." : null;
}
