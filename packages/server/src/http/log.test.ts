import { describe, expect, it } from "vitest";
import { createLog, scrub } from "./log.ts";

describe("the log", () => {
  it("holds no number, username or token, even inside an error of a library", () => {
    const lines: string[] = [];
    const log = createLog("info", { write: (line) => void lines.push(line) });
    const error = new Error(
      "duplicate key (username)=(ada@example.com) for +1 (415) 555-0123, Bearer abc.def, 4155550123",
    );
    log.error(
      { err: error, req: { method: "GET", url: "/v1/x/ada@example.com", headers: { authorization: "Bearer x" } } },
      "failed",
    );
    const line = lines.join("");
    expect(line).not.toMatch(/ada@|555|abc\.def|authorization|example\.com/);
    expect(line).toContain("[username]");
    expect(line).toContain("[number]");
  });

  it("keeps what finds the fault: ids, times, codes", () => {
    const text = "call 5f0c9c0e-1c55-4b5e-9d3a-3a2b1c0d9e8f at 42:17 ECONNREFUSED 127.0.0.1:5432";
    expect(scrub(text)).toContain("5f0c9c0e-1c55-4b5e-9d3a-3a2b1c0d9e8f");
    expect(scrub(text)).toContain("ECONNREFUSED");
  });
});
