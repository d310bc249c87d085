import { readFileSync } from "node:fs";
import ts from "typescript";
import { inRepository } from "../repository.ts";

export interface MetadataProperty {
  readonly type: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
}
/** A type of the Metadata API: its elements, or its values where it is a list of allowed texts. */
export interface MetadataType {
  readonly properties: ReadonlyMap<string, MetadataProperty>;
  readonly parents: readonly string[];
  readonly values: ReadonlySet<string> | null;
}

/** Types that Salesforce generates from the Metadata WSDL, by name. */
export function readMetadataTypes(
  path = inRepository("node_modules/@salesforce/types/lib/metadata.d.ts"),
): Map<string, MetadataType> {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, false);
  const types = new Map<string, MetadataType>();
  for (const statement of source.statements)
    if (ts.isTypeAliasDeclaration(statement)) types.set(statement.name.text, typeOf(statement.type, source));
  return types;
}

/** Own and inherited elements. */
export function propertiesOf(types: ReadonlyMap<string, MetadataType>, name: string): Map<string, MetadataProperty> {
  const type = types.get(name);
  if (type === undefined) return new Map();
  return new Map([...type.parents.flatMap((parent) => [...propertiesOf(types, parent)]), ...type.properties]);
}

function typeOf(node: ts.TypeNode, source: ts.SourceFile): MetadataType {
  const properties = new Map<string, MetadataProperty>();
  const parents: string[] = [];
  for (const part of ts.isIntersectionTypeNode(node) ? node.types : [node]) {
    if (ts.isTypeReferenceNode(part)) parents.push(part.typeName.getText(source));
    if (ts.isTypeLiteralNode(part))
      for (const member of part.members) if (ts.isPropertySignature(member)) add(properties, member, source);
  }
  return { properties, parents, values: textsOf(node) };
}

function add(properties: Map<string, MetadataProperty>, member: ts.PropertySignature, source: ts.SourceFile): void {
  const type = member.type;
  if (type === undefined) return;
  const isList = ts.isArrayTypeNode(type);
  properties.set(member.name.getText(source), {
    type: (ts.isArrayTypeNode(type) ? type.elementType : type).getText(source),
    isList,
    // In the WSDL a list may always be empty.
    isRequired: !isList && member.questionToken === undefined,
  });
}

function textsOf(node: ts.TypeNode): ReadonlySet<string> | null {
  const parts = ts.isUnionTypeNode(node) ? node.types : [node];
  const texts = parts.flatMap((part) =>
    ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? [part.literal.text] : [],
  );
  return texts.length === parts.length ? new Set(texts) : null;
}
