import ts from "typescript";
import { factsPackage, importTable, isTest } from "./import-table.ts";

export interface ImportFault {
  readonly path: string;
  readonly line: number;
  readonly sentence: string;
}

interface FoundImport {
  readonly specifier: string;
  readonly typesOnly: boolean;
  readonly line: number;
}

const OURS = /^@partner-telephony\/([^/]+)/;

/** Checks one source file of `packages/<owner>/` or of `force-app/` against the import table. */
export function importFaults(path: string, text: string): ImportFault[] {
  const owner = /^packages\/([^/]+)\//.exec(path)?.[1] ?? null;
  return importsOf(path, text).flatMap((found) => {
    const fault = owner === null ? faultInPackage(found) : faultIn(owner, path, found);
    return fault === null ? [] : [{ path, line: found.line, sentence: fault }];
  });
}

const faultInPackage = ({ specifier }: FoundImport): string | null =>
  OURS.test(specifier) || specifier.includes("packages/")
    ? `force-app imports nothing from packages/ (${specifier})`
    : null;

function faultIn(owner: string, path: string, { specifier, typesOnly }: FoundImport): string | null {
  if (leavesPackage(owner, path, specifier))
    return `reaches into another package by path (${specifier}); import it by name`;
  const wanted = OURS.exec(specifier)?.[1];
  if (wanted === undefined || wanted === owner) return null;
  const rows = importTable[owner];
  if (rows === undefined) return `package ${owner} is not in the import table (scripts/check/import-table.ts)`;
  if (wanted === factsPackage) return isTest(path) ? null : "runtime code never reads salesforce-facts; only tests do";
  const row = rows.find((r) => r.package === wanted);
  if (row === undefined) return `${owner} may not import ${wanted}`;
  return row.types && !typesOnly ? `${owner} may import only types from ${wanted}` : null;
}

function leavesPackage(owner: string, path: string, specifier: string): boolean {
  if (!specifier.startsWith(".")) return false;
  const target = new URL(specifier, `file:///${path}`).pathname.slice(1);
  return !target.startsWith(`packages/${owner}/`);
}

function importsOf(path: string, text: string): FoundImport[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: FoundImport[] = [];
  const add = (node: ts.Node, specifier: ts.Expression | undefined, typesOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier))
      found.push({
        specifier: specifier.text,
        typesOnly,
        line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal as ts.Expression, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}
