import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { inRepository } from "../repository.ts";
import { readVendor } from "../vendor/vendor.ts";
import { filesUnder } from "./source-files.ts";
import { propertiesOf, readMetadataTypes } from "./metadata-types.ts";
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

  it("without either of them an implemented recording interface is refused", () => {
    expect(capabilityFaults({}, ["RecordingMediaProvider"]).join()).toContain("RecordingMediaProvider is implemented");
  });

  it("queue management needs all three of its interfaces", () => {
    const three = ["QueueManager", "QueueSetup", "GroupSetup"];
    expect(capabilityFaults({ queueManagementSupported: true }, three)).toEqual([]);
    expect(capabilityFaults({ queueManagementSupported: true }, ["QueueManager"])).toHaveLength(2);
    expect(capabilityFaults({}, three)).toHaveLength(3);
  });

  it("one that we have no interface for may be written as false only", () => {
    expect(capabilityFaults({ multiVendorConfigSupported: false }, [])).toEqual([]);
    expect(capabilityFaults({ multiVendorConfigSupported: true }, []).join()).toContain("no capability that we know");
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

describe("each vendor record", () => {
  /** Newer than our API version, which is 67. */
  const tooNew = ["phoneNumberProcurementSupported", "voicemailPersonalizationSupported"];

  it("writes every capability of its type, true or false, as config/vendor.json has it", async () => {
    const vendor = await readVendor();
    const known = [...propertiesOf(readMetadataTypes(), "ConversationVendorInfo").keys()]
      .filter((name) => name.endsWith("Supported") && !tooNew.includes(name))
      .sort();
    expect(Object.keys(vendor.capabilities).sort()).toEqual(known);
    const paths = await filesUnder(["force-app"], /\.ConversationVendorInformation-meta\.xml$/);
    expect(paths).toHaveLength(vendor.vendors.length);
    for (const path of paths) {
      const written = (await readFile(inRepository(path), "utf8")).matchAll(/<(\w+Supported)>(true|false)<\/\1>/g);
      expect(Object.fromEntries([...written].map(([, name, value]) => [name, value === "true"])), path).toEqual(
        vendor.capabilities,
      );
    }
  });

  it("is released exactly once, and that one is hosted by the package itself", async () => {
    const released = (await readVendor()).vendors.filter(({ packaged }) => packaged);
    expect(released.map(({ connectorUrl }) => connectorUrl)).toEqual(["/apex/PartnerTelephonyConnector"]);
    const main = await filesUnder(["force-app/main"], /\.ConversationVendorInformation-meta\.xml$/);
    expect(main).toHaveLength(1);
  });
});
