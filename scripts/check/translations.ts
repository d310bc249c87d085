import { XMLParser } from "fast-xml-parser";
import type { Sources } from "./references/known.ts";

const parser = new XMLParser({ parseTagValue: false });
type Fields = Readonly<Record<string, unknown>>;
const list = (value: unknown): readonly Fields[] =>
  value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as Fields[]);
const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort().join();
const sorted = (sources: Sources, suffix: string) => [...sources].filter(([path]) => path.endsWith(suffix));

/** Each translation has every label once, with the same placeholders, and no label is unused. */
export function translationFaults(sources: Sources): string[] {
  const labels = labelsOf(sources);
  const code = [...sources].filter(([path]) => !path.endsWith(".xml")).map(([, text]) => text);
  const used = new Set(code.flatMap((text) => text.match(/\w+/g) ?? []));
  return [
    ...[...labels.keys()].filter((name) => !used.has(name)).map((name) => `label ${name} is used by nothing`),
    ...[...labels]
      .filter(([, value]) => /\{\d\}/.test(value) && value.includes("'"))
      .map(([name]) => `label ${name}: an apostrophe hides placeholders`),
    ...sorted(sources, ".translation-meta.xml").flatMap(([path, text]) =>
      missing(labels, translatedIn(text)).map((fault) => `${path}: ${fault}`),
    ),
  ];
}

function labelsOf(sources: Sources): Map<string, string> {
  return new Map(
    sorted(sources, ".labels-meta.xml")
      .flatMap(([, text]) => list((parser.parse(text) as { CustomLabels: Fields }).CustomLabels["labels"]))
      .map(({ fullName, value }) => [String(fullName), String(value)]),
  );
}

function translatedIn(text: string): Map<string, string> {
  const { customLabels } = (parser.parse(text) as { Translations: Fields }).Translations;
  return new Map(list(customLabels).map(({ name, label }) => [String(name), String(label)]));
}

function missing(labels: ReadonlyMap<string, string>, translated: ReadonlyMap<string, string>): string[] {
  return [...new Set([...labels.keys(), ...translated.keys()])].flatMap((name) => {
    const value = labels.get(name);
    const other = translated.get(name);
    if (value === undefined) return [`there is no label ${name}`];
    if (other === undefined) return [`${name} is not translated`];
    return placeholders(value) === placeholders(other) ? [] : [`${name} has other placeholders`];
  });
}
