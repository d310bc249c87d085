import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { defaultBounds } from "./dependencies.ts";

it("docs/what-is-stored.md shows every bound with its value", () => {
  const page = readFileSync(new URL("../../../../docs/what-is-stored.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `([\w.]+)`\s*\| (\d+)\s*\|/gm)].map(([, name, value]) => [name, Number(value)]);
  const flat = Object.entries(defaultBounds).flatMap(([name, value]) =>
    typeof value === "number" ? [[name, value]] : Object.entries(value).map(([part, ms]) => [`${name}.${part}`, ms]),
  );
  expect(rows).toEqual(flat);
});
