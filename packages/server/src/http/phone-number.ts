import { isSupportedCountry, parsePhoneNumberWithError, ParseError } from "libphonenumber-js";

/**
 * E.164 of what a person or a switch wrote; null when it is no number that can be dialed. `country` (ISO 3166) is for numbers
 * without country code. Emergency and other short numbers are none here: they mean nothing without a place.
 */
export function readNumber(raw: string, country: string | null): string | null {
  try {
    const number =
      country !== null && isSupportedCountry(country)
        ? parsePhoneNumberWithError(raw, { defaultCountry: country, extract: false })
        : parsePhoneNumberWithError(raw, { extract: false });
    return number.isValid() ? number.number : null;
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}
