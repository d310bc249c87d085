import { afterEach, describe, expect, it } from "vitest";
import type { Provisioned } from "./changing-value.ts";
import { apexMethod, labelText, locale, refreshApex, servePage, timeZone } from "./platform.ts";
import { toastOf } from "./toast.ts";

afterEach(() => servePage({}));

describe("labels", () => {
  const texts = { en_US: "Send", de: "Senden", fr: undefined };
  it.each([
    ["de", "Senden"],
    ["de_CH", "Senden"],
    ["fr", "Send"],
    ["en_US", "Send"],
  ])("of a user with %s read %s", (language, text) => {
    servePage({ language });
    expect(labelText(texts)).toBe(text);
  });
});

it.each([
  ["de_CH", "16.01.26", "14:05"],
  ["en_US", "1/16/26", "2:05 PM"],
])("a user with %s reads dates and times as there, in a time zone that there is", (language, date, time) => {
  servePage({ language });
  const at = new Date(2026, 0, 16, 14, 5);
  const form = { dateStyle: "short", timeStyle: "short", timeZone: timeZone() } as const;
  expect(at.toLocaleString(locale(), form).replaceAll(/\s/g, " ")).toBe(`${date}, ${time}`);
});

describe("an Apex method", () => {
  it("that nothing answers is rejected as the platform rejects, with a sentence", async () => {
    const error = await apexMethod("Preview.load")().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ body: { message: expect.stringContaining("Preview.load") } });
  });

  it("is asked of the page", async () => {
    servePage({ apex: (method, parameters) => Promise.resolve([method, parameters]) });
    expect(await apexMethod("A.b")({ id: 1 })).toEqual(["A.b", { id: 1 }]);
  });

  it("that is wired waits for its parameters, gives the newest answer alone, and reads again on refreshApex", async () => {
    const asked: unknown[] = [];
    servePage({ apex: (_, parameters) => Promise.resolve(asked.push(parameters)) });
    const given: Provisioned[] = [];
    const wire = new (apexMethod("A.d").adapter)((value) => given.push(value));
    wire.connect();
    wire.update({ recordId: undefined });
    wire.update({ recordId: "1" });
    wire.update({ recordId: "2" });
    await new Promise((done) => setImmediate(done));
    expect([asked, given.map(({ data }) => data)]).toEqual([
      [{ recordId: "1" }, { recordId: "2" }],
      [undefined, 2],
    ]);
    await refreshApex(given.at(-1));
    expect(given.at(-1)?.data).toBe(3);
  });
});

describe("a toast", () => {
  it("fills its message, and an unknown variant is information", () => {
    const detail = { title: "Saved", message: "{0} and {1}", variant: "loud", messageData: ["a", { label: "b" }] };
    expect(toastOf(detail)).toEqual({ title: "Saved", message: "a and b", variant: "info" });
    expect(toastOf(undefined)).toEqual({ title: "", message: "", variant: "info" });
  });
});
