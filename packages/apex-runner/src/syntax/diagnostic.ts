import { columnOf, lineOf, type At } from "./position.ts";

/** One reason why a source tree does not compile. Lines and columns are 1-based. */
export interface Diagnostic {
  code: "syntax" | "semantic" | "unsupported";
  path: string;
  line: number;
  column: number;
  message: string;
}

export class CompileError extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(formatDiagnostic(diagnostic));
    this.diagnostic = diagnostic;
  }
}

export function diagnosticAt(path: string, position: At, code: Diagnostic["code"], message: string): Diagnostic {
  return { code, path, line: lineOf(position), column: columnOf(position), message };
}

export function formatDiagnostic(d: Diagnostic): string {
  return `${d.path}:${d.line}:${d.column}: ${d.code === "unsupported" ? "not supported: " : ""}${d.message}`;
}
