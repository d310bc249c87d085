import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { errorTable } from "./errors.ts";
import { endpoints, retryRules } from "./retry-rules.ts";

const page = readFileSync(new URL("../../../docs/salesforce-voice-api.md", import.meta.url), "utf8");

/** Rows of the page's table under a heading, cells trimmed, without header and rule. */
function tableUnder(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the promise to Salesforce", () => {
  it("is on the page as it is in the code", () => {
    const expected = endpoints.map((endpoint) => {
      const rule = retryRules[endpoint];
      const again = rule.repeatIsSafe ? "yes" : "no";
      const limits = `${rule.retries} in ${rule.deadlineMs / 1_000} s`;
      const call = `\`${rule.method} ${rule.path}\``;
      return [endpoint, call, rule.id, again, limits, rule.ofADouble, rule.source, rule.status];
    });
    expect(tableUnder("What is promised to Salesforce")).toEqual(expected);
  });

  it.each(endpoints)(
    "%s: no attempt may outlast the whole, and nothing repeats without an id unless it is harmless",
    (name) => {
      const rule = retryRules[name];
      expect(rule.attemptTimeoutMs).toBeLessThanOrEqual(rule.deadlineMs);
      expect(rule.retries).toBeLessThanOrEqual(3);
      const unnamed = rule.id === "none" && rule.repeatIsSafe;
      expect(!unnamed || rule.source.includes("ServiceCloudVoiceLambdas")).toBe(true);
    },
  );

  it("keeps a ringing caller waiting for two seconds and three retries at most", () => {
    expect(retryRules.createVoiceCall).toMatchObject({ retries: 3, deadlineMs: 2_000, repeatIsSafe: true });
  });

  it("never repeats a flow that may have run", () => {
    expect(retryRules.executeOmniFlow.repeatIsSafe).toBe(false);
  });
});

it("the errors are on the page as they are in the code", () => {
  const expected = Object.entries(errorTable).map(([code, { retryable, title }]) => {
    return [`\`${code}\``, retryable ? "yes" : "no", title];
  });
  expect(tableUnder("Errors")).toEqual(expected);
});
