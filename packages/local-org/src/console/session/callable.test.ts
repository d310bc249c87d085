import { describe, expect, it } from "vitest";
import { callableOf, contactToDial, shownNumber } from "./callable.ts";

const contact = (more: object) => ({
  Id: "003",
  Name: "Kaya Kontor",
  Phone: "415 555 0103",
  PhonePrefix: null,
  PhoneExtension: null,
  Email: null,
  ...more,
});
const dialed = (more: object) => contactToDial(callableOf(contact(more))!, "+49");

describe("a contact is dialed", () => {
  it("with the contact center's long-distance prefix when it has none of its own", () => {
    expect(dialed({})).toMatchObject({ phoneNumber: "+494155550103", name: "Kaya Kontor", recordId: "003" });
  });
  it("with its own prefix, which the connector puts before the number, and its extension", () => {
    expect(dialed({ PhonePrefix: "+1", PhoneExtension: "204" })).toMatchObject({
      phoneNumber: "4155550103",
      prefix: "+1",
      extension: "204",
    });
  });
  it("without any prefix when the number is written in full", () => {
    expect(dialed({ Phone: "+1 (415) 555-0103", PhonePrefix: "+1" })).toEqual({
      type: "PhoneNumber",
      phoneNumber: "+14155550103",
      name: "Kaya Kontor",
      recordId: "003",
    });
  });
});

it("a number is shown with all that is dialed, and a contact without one cannot be called", () => {
  expect(shownNumber(callableOf(contact({ PhonePrefix: "+1", PhoneExtension: "204" }))!)).toBe(
    "+1 415 555 0103 ext. 204",
  );
  expect(callableOf(contact({ Phone: null }))).toBeNull();
  expect(contactToDial(" - ", "+1")).toBeNull();
});
