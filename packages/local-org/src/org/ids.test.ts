import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRecordId, makeId, toId15, toId18 } from "./ids.ts";

describe("record ids", () => {
  it("carry the check characters that Salesforce appends", () => {
    // A published pair: the 15-character id of an Account and its 18-character form.
    expect(toId18("001A0000006Vm9r")).toBe("001A0000006Vm9rIAC");
    expect(toId15("001A0000006Vm9rIAC")).toBe("001A0000006Vm9r");
  });

  it("are unique, have 18 characters and their object's prefix", () => {
    const ids = Array.from({ length: 500 }, (_, index) => makeId("VoiceCall", index + 1));
    expect(new Set(ids).size).toBe(500);
    expect(ids.every((id) => isRecordId(id, "VoiceCall") && id.length === 18)).toBe(true);
    expect(isRecordId(ids[0] ?? "", "User")).toBe(false);
  });

  it("with a letter's case changed are no ids any more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (counter) => {
        const id = makeId("VoiceCall", counter);
        const swapped = id.slice(0, 3) + id[3]?.toLowerCase() + id.slice(4);
        expect(isRecordId(swapped)).toBe(false);
      }),
    );
  });
});
