import { XMLParser } from "fast-xml-parser";
import { list, type Fields, type Sources } from "./references/known.ts";

const parser = new XMLParser({ parseTagValue: false });

/** An object with its fields: what people read of it in Salesforce's own pages, and picklist values in ours. */
interface Readable {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Fields>;
}

/** In each language that labels are translated into, every object of ours and every field with all that is read of it. */
export function objectTranslationFaults(sources: Sources): string[] {
  const languages = [...sources.keys()].flatMap((path) => /\/(\w+)\.translation-meta\.xml$/.exec(path)?.[1] ?? []);
  return languages.flatMap((language) =>
    objectsOf(sources).flatMap((object) =>
      faultsOf(object, `objectTranslations/${object.name}-${language}/`, sources).map(
        (fault) => `objectTranslations/${object.name}-${language}: ${fault}`,
      ),
    ),
  );
}

function objectsOf(sources: Sources): Readable[] {
  const names = [...sources.keys()].flatMap((path) => /\/(\w+__c)\.object-meta\.xml$/.exec(path)?.[1] ?? []);
  return [...new Set(names)].map((name) => ({
    name,
    fields: new Map(
      [...sources].flatMap(([path, text]) => {
        const field = new RegExp(`(?:^|/)objects/${name}/fields/(\\w+)\\.field-meta\\.xml$`).exec(path)?.[1];
        return field === undefined ? [] : [[field, contentOf(text, "CustomField")] as const];
      }),
    ),
  }));
}

function faultsOf({ name, fields }: Readable, folder: string, sources: Sources): string[] {
  const files = new Map([...sources].filter(([path]) => path.includes(`/${folder}`)));
  const named = (suffix: string) =>
    [...files].flatMap(([path, text]) =>
      path.endsWith(`.${suffix}-meta.xml`) ? [[path.split("/").at(-1)!.split(".")[0]!, text] as const] : [],
    );
  const translated = new Map(named("fieldTranslation"));
  return [
    ...(named("objectTranslation").length === 1 ? [] : [`${name} has no translated name`]),
    ...[...translated.keys()].filter((field) => !fields.has(field)).map((field) => `there is no field ${field}`),
    ...[...fields].flatMap(([field, original]) => {
      const text = translated.get(field);
      return text === undefined
        ? [`${field} is not translated`]
        : unlike(original, contentOf(text, "CustomFieldTranslation")).map((fault) => `${field} ${fault}`);
    }),
  ];
}

function unlike(original: Fields, translation: Fields): string[] {
  const pairs = [
    ["label", "label"],
    ["inlineHelpText", "help"],
    ["relationshipLabel", "relationshipLabel"],
  ] as const;
  const values = picklistLabels(original);
  const known = new Set(list(translation["picklistValues"]).map(({ masterLabel }) => String(masterLabel)));
  return [
    ...pairs.filter(([from, to]) => from in original && !(to in translation)).map(([, to]) => `has no ${to}`),
    ...values.filter((value) => !known.has(value)).map((value) => `does not translate the value ${value}`),
    ...[...known].filter((value) => !values.includes(value)).map((value) => `has no value ${value}`),
  ];
}

function picklistLabels({ valueSet }: Fields): string[] {
  const definition = (valueSet as { valueSetDefinition?: Fields } | undefined)?.valueSetDefinition;
  return list(definition?.["value"]).map(({ label }) => String(label));
}

const contentOf = (text: string, root: string): Fields => (parser.parse(text) as Record<string, Fields>)[root] ?? {};
