import { describe, expect, it } from "vitest";
import { bodies, capabilities, frames, limits, origins, scenarios, setupKeys, type Fact } from "./index.ts";

const all: readonly Fact[] = [...bodies, ...capabilities, ...frames, ...limits, ...origins, ...scenarios, ...setupKeys];

describe("every fact", () => {
  it("has an id of its own", () => {
    const ids = all.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z]+\.\S+$/.test(id))).toEqual([]);
  });

  it("names a public source and says how sure we are", () => {
    const known = ["confirmed-by-source", "observed", "unconfirmed"];
    expect(all.filter(({ source, status }) => source.trim().length < 8 || !known.includes(status))).toEqual([]);
    expect(all.filter(({ source }) => /(^|\s)(\.{0,2}\/|[A-Z]:\\)/.test(source))).toEqual([]);
  });
});

describe("the scenarios", () => {
  it("are 175, none missing", () => {
    expect(scenarios.map(({ id }) => id)).toEqual(Array.from({ length: 175 }, (_, index) => `scenario.${index + 1}`));
  });

  it("say who does what and what must follow", () => {
    const silent = scenarios.filter(({ frames: must, also }) => must.length === 0 && also === "");
    // Two messages that must be met by nothing at all.
    expect(silent.map(({ id }) => id)).toEqual(["scenario.116", "scenario.125"]);
    expect(scenarios.filter(({ sent }) => !/^(host|connector): \S/.test(sent))).toEqual([]);
    expect(scenarios.filter(({ versions }) => !versions.every((version) => version === 3 || version === 4))).toEqual(
      [],
    );
  });

  it("write frames in one way", () => {
    const written = scenarios.flatMap(({ frames: must }) => must);
    expect(written.filter((frame) => !/^([A-Z_]+|(ERROR|INFO) [A-Z_]+|ERROR custom)$/.test(frame))).toEqual([]);
  });
});

describe("capabilities", () => {
  it("are 16 in version 3 and 26 in version 4", () => {
    expect(capabilities.filter(({ versions }) => versions.includes(3))).toHaveLength(16);
    expect(capabilities.filter(({ versions }) => versions.includes(4))).toHaveLength(26);
  });
});

describe("example frames", () => {
  it("from the connector are of the three types that exist", () => {
    const types = new Set(frames.filter(({ from }) => from === "connector").map(({ frame }) => frame.type));
    expect(types).toEqual(new Set(["LOG", "CONNECTOR_READY", "TELEPHONY_EVENT_DISPATCHED"]));
  });

  it("can cross a MessagePort", () => {
    for (const { frame } of frames) expect(structuredClone(frame)).toEqual(frame);
  });
});

describe("origins", () => {
  it("are URLs without a path", () => {
    for (const { origin } of origins) expect(new URL(origin).origin).toBe(origin);
  });
});

describe("the setup message", () => {
  it("has a JSON text for the presence statuses and never logs the certificate", () => {
    const example = (key: string) => setupKeys.find((one) => one.key === key);
    expect(JSON.parse(example("userPresenceStatuses")?.example ?? "")).toHaveProperty("0.isOffline", "true");
    expect(example("/reqHvcc/reqTelephonyIntegrationCertificate")?.logged).toBe(false);
  });
});

describe("limits", () => {
  it("without a figure are unconfirmed", () => {
    for (const { value, status } of limits) if (value === null) expect(status).toBe("unconfirmed");
  });
});
