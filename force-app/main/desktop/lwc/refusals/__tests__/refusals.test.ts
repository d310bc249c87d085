import { readRefusals, RefusedError } from "c/refusals";

const sentences = (thrown: unknown): string[] => readRefusals(thrown).map(({ sentence }) => sentence);

describe("the reducer of errors", () => {
  it.each([[undefined], [null], [""]])("reads %p as nothing at all", (nothing) => {
    expect(readRefusals(nothing)).toEqual([]);
  });

  it.each([
    ["a text", "Just a text", "Just a text"],
    ["an Error", new Error("Out of order"), "Out of order"],
    ["what Apex throws", { body: { message: "No access" }, status: 500 }, "No access"],
    ["a sentence of the connector", { code: "x.y", sentence: "Try again later." }, "Try again later."],
    ["a text that begins with a brace", "{not json}", "{not json}"],
    ["JSON that is no refusal", '{"a":1}', '{"a":1}'],
  ])("reads %s", (_what, thrown, sentence) => {
    expect(sentences(thrown)).toEqual([sentence]);
  });

  it("takes code and sentence of our Apex out of the message", () => {
    const thrown = { body: { message: '{"code":"preview.unknown","message":"It is gone."}' } };
    expect(readRefusals(thrown)).toEqual([{ code: "preview.unknown", sentence: "It is gone." }]);
  });

  it("says a code that it knows in the agent's language, whatever the sentence was", () => {
    const thrown = new RefusedError("server.unreachable", "in English");
    expect(readRefusals(thrown)).toEqual([{ code: "server.unreachable", sentence: "c.PhoneServerUnreachable" }]);
  });

  it.each([
    ["settings.caller-id-unknown", "c.PartnerSettingsChooseOther"],
    ["queue.unknown", "c.PartnerSettingsChooseOther"],
    ["settings.choice-gone", "c.PartnerSettingsChooseOther"],
    ["settings.not-loaded", "c.PartnerSettingsNotLoaded"],
    ["settings.not-readable", "c.LoginSettingsNotReadable"],
    ["session.required", "c.ErrorPhoneLogIn"],
    ["session.invalid", "c.ErrorPhoneLogIn"],
    ["session.expired", "c.ErrorPhoneLogIn"],
    ["agent.unknown", "c.ErrorPhoneLogIn"],
    ["session.silent", "c.ErrorPhoneNoAnswer"],
    ["phone.no-answer", "c.ErrorPhoneNoAnswer"],
    ["session.superseded", "c.ErrorPhoneElsewhere"],
    ["session.other-agent", "c.LoginOtherAgent"],
    ["session.other-contact-center", "c.LoginOtherContactCenter"],
    ["message.too-large", "c.CallMessagesTooLarge"],
    ["body.too-large", "c.CallMessagesTooLarge"],
    ["call.unknown", "c.CallMessagesNotYourCall"],
    ["call.ended", "c.CallMessagesNotYourCall"],
    ["call.not-yours", "c.CallMessagesNotYourCall"],
    ["server.unreachable", "c.PhoneServerUnreachable"],
    ["server.stopping", "c.PhoneServerUnreachable"],
    ["store.unavailable", "c.PhoneServerUnreachable"],
    ["deadline.passed", "c.ErrorPhoneDeadline"],
    ["request.timed-out", "c.ErrorPhoneDeadline"],
    ["server.failed", "c.ErrorUnknown"],
    ["server.unexpected-answer", "c.ErrorUnknown"],
    ["request.failed", "c.ErrorUnknown"],
    ["request.malformed", "c.ErrorUnknown"],
    ["connector.unexpected", "c.ErrorUnknown"],
    ["body.malformed", "c.ErrorUnknown"],
    ["body.invalid", "c.ErrorUnknown"],
    ["config.invalid", "c.ErrorUnknown"],
  ])("says %s, which server or connector answer in English, in the agent's language", (code, sentence) => {
    expect(readRefusals(new RefusedError(code, "in English"))).toEqual([{ code, sentence }]);
  });

  it("keeps the sentence of a code that it does not know", () => {
    const thrown = new RefusedError("pbx.number-locked", "Choose another number.");
    expect(readRefusals(thrown)).toEqual([{ code: "pbx.number-locked", sentence: "Choose another number." }]);
  });

  it("reads several of a wire adapter, and each once", () => {
    expect(sentences({ body: [{ message: "one" }, { message: "two" }, { message: "one" }] })).toEqual(["one", "two"]);
  });

  it("reads errors of the page, of fields and of a record of UI API", () => {
    const thrown = {
      body: {
        message: "An error occurred while trying to update the record.",
        output: { errors: [{ message: "rule" }], fieldErrors: { Name: [{ message: "required" }] } },
      },
    };
    expect(sentences(thrown)).toEqual(["rule", "required"]);
    const page = { body: { pageErrors: [{ message: "page" }], fieldErrors: { Name: [{ message: "field" }] } } };
    expect(sentences(page)).toEqual(["page", "field"]);
  });

  it.each([[{}], [42], [[{}]], [{ body: {} }]])("never hides an error that it cannot read: %p", (thrown) => {
    expect(sentences(thrown)).toEqual(["c.ErrorUnknown"]);
  });

  it("has a sentence for a code without one", () => {
    expect(readRefusals({ code: "x.y" })).toEqual([{ code: "x.y", sentence: "c.ErrorUnknown" }]);
  });
});
