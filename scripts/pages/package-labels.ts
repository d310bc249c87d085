import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { inRepository } from "../repository.ts";

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === "labels" || name === "customLabels" });
const read = (path: string): Record<string, Record<string, unknown>> =>
  parser.parse(readFileSync(path, "utf8")) as Record<string, Record<string, unknown>>;

/** The package's custom labels by language (`en_US`, `de`), then by name, from its own metadata. */
export function packageLabels(): Record<string, Record<string, string>> {
  const folder = inRepository("force-app/main/provider");
  const labels = read(join(folder, "labels/CustomLabels.labels-meta.xml"))["CustomLabels"]?.["labels"];
  const byLanguage: Record<string, Record<string, string>> = {};
  for (const { fullName, language, value } of labels as Record<string, string>[])
    (byLanguage[language!] ??= {})[fullName!] = value!;
  for (const file of readdirSync(join(folder, "translations"))) {
    const translated = read(join(folder, "translations", file))["Translations"]?.["customLabels"] ?? [];
    const own = (byLanguage[file.replace(".translation-meta.xml", "")] ??= {});
    for (const { name, label } of translated as Record<string, string>[]) own[name!] = label!;
  }
  return byLanguage;
}
