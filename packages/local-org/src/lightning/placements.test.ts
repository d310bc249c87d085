import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { placements, type Place } from "./placements.ts";

const PACKAGE = new URL("../../../../force-app/main/", import.meta.url).pathname;
const files = readdirSync(PACKAGE, { recursive: true, encoding: "utf8" });

function metadataOf(component: string): string {
  const name = component.replace("c/", "");
  const file = files.find((path) => path.endsWith(`/lwc/${name}/${name}.js-meta.xml`));
  if (file === undefined) throw new Error(`The package has no component ${component}.`);
  return readFileSync(join(PACKAGE, file), "utf8");
}

/** Where a place has one, the target that an org would ask for. */
const targets: Partial<Record<Place, string>> = { "record.VoiceCall": "lightning__RecordPage" };

describe("where the stand-in shows a component", () => {
  it.each(placements.map(({ component, place }) => [component, place] as const))(
    "%s may stand in an org too (%s)",
    (component, place) => {
      const metadata = metadataOf(component);
      expect(metadata).toContain("LightningComponentBundle");
      const target = targets[place];
      if (target === undefined) return;
      expect(metadata).toContain(`<target>${target}</target>`);
      expect(metadata).toContain("<isExposed>true</isExposed>");
    },
  );
});
