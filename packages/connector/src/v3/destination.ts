import type { DialBody } from "@partner-telephony/api";
import { codeOf, connectorError } from "../core/connector-error.ts";
import { Refusal } from "./refusal.ts";

/** The library's Contact, as far as a destination goes. */
export type DialedContact =
  | {
      readonly type?: unknown;
      readonly phoneNumber?: unknown;
      readonly prefix?: unknown;
      readonly extension?: unknown;
    }
  | null
  | undefined;

const LONGEST = 64;
const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/**
 * A number, with the contact's prefix before it unless it is written in full. Agents and queues come with the phone book.
 * @throws Refusal INVALID_DESTINATION when there is no number
 */
export function destinationOf(contact: DialedContact): DialBody["to"] {
  if (contact?.type === "Agent" || contact?.type === "Queue" || contact?.type === "Flow")
    throw connectorError("control.not-available");
  const given = text(contact?.phoneNumber);
  const number = given.startsWith("+") ? given : `${text(contact?.prefix)}${given}`;
  if (given === "" || number.length > LONGEST)
    throw new Refusal(connectorError("number.missing"), "INVALID_DESTINATION");
  return { kind: "number", number };
}

const NOT_DIALABLE: ReadonlySet<string> = new Set(["number.invalid", "destination.unreachable"]);

export const isNotDialable = (error: unknown): boolean => NOT_DIALABLE.has(codeOf(error));
