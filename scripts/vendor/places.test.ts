import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { inRepository } from "../repository.ts";
import { fillPlaces, places } from "./places.ts";
import { readVendor, type Vendor } from "./vendor.ts";

const vendor = await readVendor();
const other: Vendor = {
  ...vendor,
  brand: { name: "Fish & Chips" },
  namespace: "acme",
  addresses: {
    server: "https://server.example",
    pages: "https://pages.example",
    recordings: "https://recordings.example",
    simulator: "https://simulator.example/",
  },
};
const paths = [...new Set(places.map(({ path }) => path))];
const read = (path: string) => readFile(inRepository(path), "utf8");

describe("places that follow from config/vendor.json", () => {
  it.each(paths)("take another provider's texts and give ours back byte for byte: %s", async (path) => {
    const before = await read(path);
    const filled = fillPlaces(before, path, other);
    expect(filled).toMatch(/Fish &(amp;)? Chips|acme__|https:\/\/(server|pages|recordings|simulator)\.example/);
    if (!path.endsWith(".cls")) expect(filled).not.toMatch(/Fish & Chips/);
    expect(filled).not.toMatch(/telephony\.example\.com|127\.0\.0\.1/);
    expect(fillPlaces(filled, path, vendor)).toBe(before);
  });

  it("are written into Apex so that a name with an apostrophe compiles, in the words of the server's own default", async () => {
    const path = "force-app/main/voice-api/classes/VoiceApi.cls";
    const filled = fillPlaces(await read(path), path, { ...vendor, brand: { name: "Ada's" } });
    expect(filled).toContain(String.raw`'Telephony-Provider-Name', 'Ada\'s'`);
    expect(await read("packages/server/src/settings/table.ts")).toContain(`"${vendor.brand.name}",`);
  });

  it("are refused where they are missing or ambiguous", async () => {
    const path = places[0]!.path;
    const before = await read(path);
    expect(() => fillPlaces("<x/>", path, vendor)).toThrow("it has 0");
    expect(() => fillPlaces(before + before, path, vendor)).toThrow("it has 2");
  });

  it("are written with an address that holds what a pattern would read as its own", async () => {
    const path = "force-app/unpackaged/desktop/pages/PartnerTelephonySimulator.page";
    const odd = { ...vendor, addresses: { ...vendor.addresses, simulator: "https://a.example/?a=$1&b=$&" } };
    expect(fillPlaces(await read(path), path, odd)).toContain('"https://a.example/?a=$1&amp;b=$&amp;"');
  });
});
