import { at, type At } from "../syntax/position.ts";
import { CompileError, diagnosticAt, type Diagnostic } from "../syntax/diagnostic.ts";

/** The little that every ANTLR node offers. */
export interface Node {
  start: { line: number; column: number; start: number };
  stop?: { stop: number } | null | undefined;
  getText(): string;
}

/** What the conversion of one file needs: where it is and its text. */
export interface Source {
  path: string;
  text: string;
}

export function positionOf(node: Node): At {
  return at(node.start.line, node.start.column + 1);
}

export function fail(source: Source, position: At, code: Diagnostic["code"], message: string): never {
  throw new CompileError(diagnosticAt(source.path, position, code, message));
}
