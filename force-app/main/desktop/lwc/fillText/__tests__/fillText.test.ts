import { fillText } from "c/fillText";

describe("a label with placeholders", () => {
  it("is filled in any order and more than once", () => {
    expect(fillText("{1} before {0}, and {1} again", "a", 2)).toBe("2 before a, and 2 again");
  });

  it("keeps a placeholder that nobody fills, so that it is seen", () => {
    expect(fillText("{0} {1}", "a", undefined)).toBe("a {1}");
  });

  it("takes a value as text, never as a pattern", () => {
    expect(fillText("Calling {0}", "$& {0}")).toBe("Calling $& {0}");
  });
});
