import type { PhoneNumbers } from "@partner-telephony/api";
import { parsePhoneNumberWithError, ParseError } from "libphonenumber-js";
import type { z } from "zod";
import { listChoices } from "../agent-settings/sql/list-choices.ts";
import type { TenantId } from "../engine/engine.ts";
import type { Queryable } from "../store/database.ts";
import { readCenter } from "./sql/read-center.ts";

/** CLDR's code of a country that nobody knows: a number such as +800 belongs to none. */
const NO_COUNTRY = "ZZ";

/** The numbers that the contact center was given. E.164 is the id: it stays for as long as the number is ours. */
export async function phoneNumbers(db: Queryable, tenant: TenantId): Promise<z.output<typeof PhoneNumbers>> {
  const [center, { callerIds }] = [await readCenter(db, tenant), await listChoices(db, tenant)];
  const numbers = callerIds.map((phoneNumber) => ({
    phoneNumberId: phoneNumber,
    phoneNumber,
    countryCode: countryOf(phoneNumber) ?? center?.default_country ?? NO_COUNTRY,
    type: null,
  }));
  return { phoneNumbers: numbers };
}

function countryOf(phoneNumber: string): string | null {
  try {
    const number = parsePhoneNumberWithError(phoneNumber);
    return number.country ?? number.getPossibleCountries()[0] ?? null;
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}
