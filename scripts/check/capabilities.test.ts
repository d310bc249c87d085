import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { inRepository } from "../repository.ts";
import { readVendor } from "../vendor/vendor.ts";
import { capabilityFaults, implemented, interfacesOf, withoutCapability } from "./capabilities.ts";

const all = Object.fromEntries(Object.keys(interfacesOf).map((name) => [name, true]));
const interfaces = [...new Set([...Object.values(interfacesOf).flat(), ...withoutCapability])];

describe("capabilities", () => {
  it("cover every interface of the guide", () => {
    expect(interfaces).toHaveLength(12);
    expect(capabilityFaults(all, interfaces)).toEqual([]);
  });

  it.each(Object.entries(interfacesOf).flatMap(([name, needed]) => needed.map((each) => [name, each] as const)))(
    "%s is refused without %s",
    (name, each) => {
      const faults = capabilityFaults(
        all,
        interfaces.filter((other) => other !== each),
      );
      expect(faults).toContain(`${name} is declared, but ${each} is not implemented`);
    },
  );

  it("an interface that nothing declares is refused, the org domain excepted", () => {
    const faults = capabilityFaults({}, interfaces);
    expect(faults).toHaveLength(interfaces.length - withoutCapability.length);
    expect(capabilityFaults({}, withoutCapability)).toEqual([]);
  });

  it("one of the two recording capabilities is enough", () => {
    const recording = ["RecordingMediaProvider"];
    expect(capabilityFaults({ universalCallRecordingAccessSupported: true }, recording)).toEqual([]);
  });

  it("what needs a connected contact center needs the named credential", () => {
    expect(capabilityFaults({ userSyncingSupported: true }, ["UserSyncing"])).toEqual([
      "userSyncingSupported needs namedCredentialSupported",
    ]);
  });

  it("hold for the package as it is", async () => {
    const vendor = await readVendor();
    const apex = await readFile(inRepository("force-app/main/setup/classes/PartnerTelephonyIntegration.cls"), "utf8");
    expect(capabilityFaults(vendor.capabilities, implemented(apex))).toEqual([]);
  });
});
