import { describe, expect, it } from "vitest";
import type { Org } from "../org/org.ts";
import { createApp } from "./app.ts";
import { registerApexRoutes, type RunApex } from "./apex-routes.ts";

const ada = { Id: "005", Username: "ada@northwind.example" };
const org = {
  store: {
    get: () => undefined,
    by: (_table: string, _field: string, name: string) => (name === ada.Username ? [ada] : []),
  },
} as unknown as Org;

async function ask(run: RunApex | null, method: string, body: object) {
  const app = createApp({ hostNames: new Set(["localhost"]), https: null, log: false });
  registerApexRoutes(app, org, run);
  const answer = await app.inject({
    method: "POST",
    url: `/console/apex/${method}`,
    headers: { "content-type": "application/json" },
    payload: JSON.stringify(body),
  });
  await app.close();
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
}

describe("Apex for components", () => {
  it("that nobody hosts is refused with a code and a sentence", async () => {
    const { status, body } = await ask(null, "Preview.load", { user: ada.Username });
    expect([status, body["code"]]).toEqual([501, "apex.not-hosted"]);
    expect(body["detail"]).toContain("Preview.load");
  });

  it("is run with its parameters in the name of the user", async () => {
    const run: RunApex = (method, parameters, user) => Promise.resolve({ method, parameters, who: user.Username });
    const { status, body } = await ask(run, "Preview.load", { user: ada.Username, parameters: { id: 1 } });
    expect([status, body["result"]]).toEqual([
      200,
      { method: { className: "Preview", name: "load" }, parameters: { id: 1 }, who: ada.Username },
    ]);
  });

  it("that throws says what it threw, and an unknown user or method name is refused", async () => {
    const run: RunApex = () => Promise.reject(new Error("System.DmlException: no"));
    const failed = await ask(run, "Preview.save", { user: ada.Username });
    expect([failed.status, failed.body["code"], failed.body["detail"]]).toEqual([
      500,
      "apex.failed",
      "System.DmlException: no",
    ]);
    expect((await ask(run, "Preview.save", { user: "nobody" })).body["code"]).toBe("user.not-found");
    expect((await ask(run, "no-method", { user: ada.Username })).body["code"]).toBe("request.malformed");
  });
});
