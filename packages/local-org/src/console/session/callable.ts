import type { Case, Contact } from "../../console-contract.ts";
import type { Fields } from "../host/frames.ts";
import { dialedNumber } from "../host/dialed-number.ts";
import { labels } from "../labels.ts";

/** Somebody who can be called from a record. */
export interface Callable {
  readonly callee: string;
  readonly phone: string;
  readonly prefix: string | null;
  readonly extension: string | null;
  readonly recordId: string;
}

/** Null: there is no number. */
export function callableOf(contact: Contact | undefined): Callable | null {
  if (contact?.Phone == null) return null;
  const { Id, Name, Phone, PhonePrefix, PhoneExtension } = contact;
  return { callee: Name, phone: Phone, prefix: PhonePrefix ?? null, extension: PhoneExtension ?? null, recordId: Id };
}

/** As a person reads it. */
export const shownNumber = ({ phone, prefix, extension }: Callable): string =>
  `${prefix === null || phone.startsWith("+") ? "" : `${prefix} `}${phone}${extension === null ? "" : ` ${labels.extension} ${extension}`}`;

/**
 * The connector's Contact for what an agent typed or clicked: with the record's own prefix, else with the contact center's
 * long-distance prefix. Null: nothing that could be dialed.
 */
export function contactToDial(to: string | Callable, longDistancePrefix: string): Fields | null {
  if (typeof to === "string") {
    const phoneNumber = dialedNumber(to, longDistancePrefix);
    return phoneNumber === null ? null : { type: "PhoneNumber", phoneNumber };
  }
  const { callee: name, prefix, extension, recordId } = to;
  const phoneNumber = dialedNumber(to.phone, prefix === null ? longDistancePrefix : "");
  if (phoneNumber === null) return null;
  return {
    type: "PhoneNumber",
    phoneNumber,
    name,
    recordId,
    ...(prefix === null || phoneNumber.startsWith("+") ? {} : { prefix }),
    ...(extension === null ? {} : { extension }),
  };
}

export type CallableObject = "Contact" | "Case";

/** Key prefixes of the org's ids; anything else in a tab is a VoiceCall. */
export const objectOf = (recordId: string): CallableObject | "VoiceCall" =>
  recordId.startsWith("003") ? "Contact" : recordId.startsWith("500") ? "Case" : "VoiceCall";

interface Records {
  readonly contacts: readonly Contact[] | null;
  readonly cases: readonly Case[] | null;
}

export const contactWith = ({ contacts }: Records, id: string | null): Contact | undefined =>
  contacts?.find(({ Id }) => Id === id);
export const caseWith = ({ cases }: Records, id: string | null): Case | undefined => cases?.find(({ Id }) => Id === id);
