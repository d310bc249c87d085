import { expect, it } from "vitest";
import { loadSettings, readSettings } from "./settings.ts";

it("a trailing slash of the server's address does no harm", () => {
  expect(readSettings({ serverUrl: "http://127.0.0.1:8020/" }).serverUrl).toBe("http://127.0.0.1:8020");
});

it.each([null, "text", {}, { serverUrl: "" }, { serverUrl: "javascript:alert(1)" }, { serverUrl: 1 }])(
  "settings without a server are refused with a sentence: %j",
  (given) => {
    expect(() => readSettings(given)).toThrow("settings.json needs serverUrl");
  },
);

it("an error page is not taken for settings", async () => {
  await expect(loadSettings(() => Promise.resolve(new Response("{}", { status: 404 })))).rejects.toThrow(
    "answered 404",
  );
});
