import { describe, expect, it } from "vitest";
import { agreement } from "./agreement.ts";
import { CallCommandBody, DialBody, Id, OrgId, RawNumber, serverRoutes, switchRoutes, type Route } from "./index.ts";

describe.each([
  ["server", serverRoutes as readonly Route[]],
  ["switch", switchRoutes as readonly Route[]],
])("the routes of the %s", (_name, routes) => {
  it("have one name and one place each", () => {
    expect(new Set(routes.map((route) => route.operationId)).size).toBe(routes.length);
    expect(new Set(routes.map((route) => `${route.method} ${route.path}`)).size).toBe(routes.length);
  });

  it("are plural kebab-case under /v1", () => {
    for (const { path } of routes) expect(path).toMatch(/^\/v1(\/([a-z]+(-[a-z]+)*|:[a-zA-Z]+))+$/);
  });

  it("say who may ask, and never let nobody and somebody share a route", () => {
    for (const { principals } of routes) {
      expect(principals.length).toBeGreaterThan(0);
      if (principals.includes("none")) expect(principals).toEqual(["none"]);
    }
  });
});

describe("what a sender may write", () => {
  it("speaks the model's words", () => {
    expect(agreement.every(Boolean)).toBe(true);
  });

  it.each([
    ["an id in capitals", Id, "AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA"],
    ["an id of another version", Id, "aaaaaaaa-aaaa-1aaa-8aaa-aaaaaaaaaaaa"],
    ["an org id of 18 characters", OrgId, "00DLo0000000001AAA"],
    ["an empty number", RawNumber, "   "],
    ["a number of 65 characters", RawNumber, "1".repeat(65)],
    ["a command that nobody knows", CallCommandBody, { type: "explode" }],
    ["a command with a field too many", CallCommandBody, { type: "accept", agentId: "somebody else" }],
    [
      "digits that no phone has",
      CallCommandBody,
      { type: "sendDigits", legId: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", digits: "12x" },
    ],
    ["a call to nowhere", DialBody, { callId: "x", to: { kind: "nowhere" } }],
  ])("is never %s", (_what, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
