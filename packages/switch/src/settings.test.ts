import { expect, it } from "vitest";
import { type BadSettings, isLoopback, readSettings } from "./settings.ts";

const good = {
  PT_WEBHOOK_SECRET: "a-long-webhook-secret",
  PT_TELEPHONY_CREDENTIAL: "a-long-telephony-credential",
  PT_OPERATOR_CREDENTIAL: "a-long-operator-credential",
};

it("starts from three secrets and defaults", () => {
  expect(readSettings({ ...good, PT_SWITCH_PORT: "" })).toMatchObject({
    port: 8040,
    host: "127.0.0.1",
    serverUrl: "http://127.0.0.1:8020",
  });
});

it("lists all faults together, without their values", () => {
  const bad = { PT_SWITCH_PORT: "many", PT_SERVER_URL: "ftp://x", PT_WEBHOOK_SECRET: "short" };
  const faults = (() => {
    try {
      readSettings(bad);
      return [];
    } catch (error) {
      return (error as BadSettings).faults;
    }
  })();
  const names = [
    "PT_SWITCH_PORT",
    "PT_SERVER_URL",
    "PT_WEBHOOK_SECRET",
    "PT_TELEPHONY_CREDENTIAL",
    "PT_OPERATOR_CREDENTIAL",
  ];
  expect(faults.map((fault) => fault.split(" ")[0])).toEqual(names);
  expect(faults.join()).not.toContain("short");
});

it("takes names of requests that it shall not do, and nothing else", () => {
  const { unsupported } = readSettings({ ...good, PT_SWITCH_UNSUPPORTED: "hold, pauseRecording" });
  expect([...(unsupported ?? [])]).toEqual(["hold", "pauseRecording"]);
  expect(() => readSettings({ ...good, PT_SWITCH_UNSUPPORTED: "beamUp" })).toThrow(/PT_SWITCH_UNSUPPORTED/);
});

it("does not let the simulator act as the server", () => {
  const same = { ...good, PT_OPERATOR_CREDENTIAL: good.PT_TELEPHONY_CREDENTIAL };
  expect(() => readSettings(same)).toThrow(/must differ/);
});

it("knows this machine from the rest of the world", () => {
  expect(["127.0.0.1", "::1", "localhost"].every(isLoopback)).toBe(true);
  expect(["0.0.0.0", "::", "10.0.0.1"].some(isLoopback)).toBe(false);
});
