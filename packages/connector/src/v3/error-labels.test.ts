import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ERROR_LABELS } from "./error-labels.ts";

const read = (path: string): string =>
  readFileSync(new URL(`../../../../force-app/main/provider/${path}`, import.meta.url), "utf8");

it.each(Object.values(ERROR_LABELS))("label %s is in the package and in its translation", (name) => {
  expect(read("labels/CustomLabels.labels-meta.xml")).toContain(`<fullName>${name}</fullName>`);
  expect(read("translations/de.translation-meta.xml")).toContain(`<name>${name}</name>`);
});
