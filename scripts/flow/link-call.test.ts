import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inRepository } from "../repository.ts";
import { runFlow } from "./run-flow.ts";

const flow = readFileSync(inRepository("force-app/main/desktop/flows/PartnerTelephonyLinkCall.flow-meta.xml"), "utf8");
const NUMBER = "+14155550101";
const ann = { Id: "ann", Phone: NUMBER };
const bob = { Id: "bob", MobilePhone: NUMBER };
const open = { Id: "case1", ContactId: "ann", IsClosed: false };
const closed = { Id: "case2", ContactId: "ann", IsClosed: true };

interface Situation {
  readonly call?: object;
  readonly contacts?: Record<string, unknown>[];
  readonly cases?: Record<string, unknown>[];
}
/** What the call is linked to once the flow has run, and what the flow says it linked. */
function link({ call = {}, contacts = [], cases = [] }: Situation): [linked: unknown, said: unknown] {
  const record = { Id: "call", CallType: "Inbound", FromPhoneNumber: NUMBER, ToPhoneNumber: "+18005550100", ...call };
  const voiceCall: Record<string, unknown> = record;
  const values = runFlow(
    flow,
    { recordId: "call" },
    { VoiceCall: [voiceCall, { Id: "other" }], Contact: contacts, Case: cases },
  );
  return [voiceCall["RelatedRecordId"] ?? null, values.get("linkedRecordId")];
}

describe("the flow that links a voice call", () => {
  it.each<[string, Situation, string | null]>([
    ["the one contact with the caller's number", { contacts: [ann] }, "ann"],
    ["a contact by mobile phone", { contacts: [bob] }, "bob"],
    ["the contact's one open case", { contacts: [ann], cases: [open, closed] }, "case1"],
    ["the contact when the only case is closed", { contacts: [ann], cases: [closed] }, "ann"],
    ["the contact when several cases are open", { contacts: [ann], cases: [open, { ...open, Id: "case3" }] }, "ann"],
    ["nothing when several contacts have the number", { contacts: [ann, bob], cases: [open] }, null],
    ["nothing when nobody has it", { contacts: [{ Id: "cy", Phone: "+1" }] }, null],
    [
      "nothing when the number is withheld",
      { call: { FromPhoneNumber: "" }, contacts: [{ Id: "cy", Phone: "" }] },
      null,
    ],
    [
      "who was called when the agent called",
      { call: { CallType: "Outbound", ToPhoneNumber: NUMBER }, contacts: [ann] },
      "ann",
    ],
    ["not who has our own number", { contacts: [{ Id: "us", Phone: "+18005550100" }] }, null],
  ])("links to %s", (_, situation, expected) => {
    expect(link(situation)).toEqual([expected, expected]);
  });

  it("leaves a call alone that is linked already", () => {
    expect(link({ call: { RelatedRecordId: "lead" }, contacts: [ann] })).toEqual(["lead", null]);
  });

  it.each(["VoiceCall", "Contact", "Case"])("lets the call ring on when Salesforce refuses to read: %s", (object) => {
    const data = {
      VoiceCall: [{ Id: "call", FromPhoneNumber: NUMBER, RelatedRecordId: null }],
      Contact: [ann],
      Case: [],
    };
    Object.defineProperty(data, object, {
      get: () => {
        throw new Error("No access");
      },
    });
    const values = runFlow(flow, { recordId: "call" }, data);
    expect([values.get("linkedRecordId"), values.get("linkFault")]).toEqual(["", "No access"]);
  });

  it("lets the call ring on when Salesforce refuses to link, and says why", () => {
    const voiceCall = Object.freeze({ Id: "call", FromPhoneNumber: NUMBER, RelatedRecordId: null });
    const values = runFlow(flow, { recordId: "call" }, { VoiceCall: [voiceCall], Contact: [ann], Case: [] });
    expect(values.get("linkedRecordId")).toBe("");
    expect(values.get("linkFault")).toContain("RelatedRecordId");
  });

  it("does nothing for a call that is not there", () => {
    expect(() => runFlow(flow, { recordId: "gone" }, { VoiceCall: [], Contact: [ann], Case: [] })).not.toThrow();
  });
});
