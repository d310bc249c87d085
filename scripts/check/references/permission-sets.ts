import { list, type Components, type Fields, type Sources } from "./known.ts";
import { named } from "./named.ts";

/** Faults of one permission set: everything in it is ours, exists and travels in a managed package. */
export function permissionSetFaults(content: Fields, known: Components): string[] {
  const objects = list(content["objectPermissions"]).map(({ object }) => String(object));
  return [
    ...named(content, known, "classAccesses.apexClass", "cls"),
    ...named(content, known, "customPermissions.name", "customPermission"),
    ...named(content, known, "objectPermissions.object", "object"),
    ...named(content, known, "fieldPermissions.field", "field"),
    ...named(content, known, "pageAccesses.apexPage", "page"),
    ...named(content, known, "flowAccesses.flow", "flow"),
    ...named(content, known, "tabSettings.tab", "tab"),
    ...named(content, known, "recordTypeVisibilities.recordType", "recordType"),
    ...named(content, known, "applicationVisibilities.application", "app"),
    ...named(content, known, "externalCredentialPrincipalAccesses.externalCredentialPrincipal", "principal"),
    ...objects
      .filter((object) => !/__(c|mdt|e)$/.test(object))
      .map((object) => `rights on ${object}, which is not ours, are not taken into a managed package`),
    ...list(content["fieldPermissions"])
      .filter(({ field }) => known.requiredFields.has(String(field)))
      .map(({ field }) => `${String(field)} is required, so a permission for it is refused at deployment`),
    ...["userPermissions", "license"]
      .filter((name) => name in content)
      .map((name) => `${name} is not taken into a managed package`),
  ];
}

/** What people call by themselves must stand in a permission set; nobody else can grant it. */
export function ungranted(sources: Sources): string[] {
  const sets = [...sources].filter(([path]) => path.endsWith(".permissionset-meta.xml")).map(([, text]) => text);
  const isGranted = (element: string, name: string) => sets.some((text) => text.includes(`<${element}>${name}</`));
  const kinds: readonly (readonly [RegExp, string, (text: string) => boolean])[] = [
    [
      /main\/.*\/(\w+)\.cls$/,
      "apexClass",
      (text) => /@RestResource\b|@(AuraEnabled|RemoteAction)\b[^;{]*\bstatic\b/.test(text),
    ],
    [/main\/.*\/(\w+)\.page-meta\.xml$/, "apexPage", () => true],
    [/main\/.*\/(\w+)\.app-meta\.xml$/, "application", () => true],
    [/main\/.*\/(\w+__c)\.object-meta\.xml$/, "object", () => true],
  ];
  return kinds.flatMap(([pattern, element, isCalled]) =>
    [...sources].flatMap(([path, text]) => {
      const name = pattern.exec(path)?.[1];
      return name !== undefined && isCalled(text) && !/@IsTest\b/i.test(text) && !isGranted(element, name)
        ? [`${path}: stands in no permission set`]
        : [];
    }),
  );
}
