import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { placements, type Place } from "../../packages/local-org/src/lightning/placements.ts";
import { lwcModules } from "../lwc-modules.ts";
import { inRepository } from "../repository.ts";

const metadataOf = (component: string): string => {
  const found = lwcModules().find(({ name }) => name === component);
  if (found === undefined) throw new Error(`The package has no component ${component}.`);
  return readFileSync(inRepository(found.path.replace(/\.ts$/, ".js-meta.xml")), "utf8");
};

/** Where a place has one, the target that an org would ask for. */
const targets: Partial<Record<Place, string>> = { "record.VoiceCall": "lightning__RecordPage" };

describe("where the stand-in shows a component", () => {
  it.each(placements.flatMap(({ place, component }) => (targets[place] ? [[component, place] as const] : [])))(
    "%s may stand in an org too (%s)",
    (component, place) => {
      const metadata = metadataOf(component);
      expect(metadata).toContain(`<target>${targets[place]}</target>`);
      expect(metadata).toContain("<isExposed>true</isExposed>");
    },
  );

  it("every placed component is in the package", () => {
    for (const { component } of placements) expect(metadataOf(component)).toContain("LightningComponentBundle");
  });
});
