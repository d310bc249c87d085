import { checkAnnotations } from "./check/annotations.ts";
import { checkClass } from "./check/classes.ts";
import { Unit } from "./check/unit.ts";
import { emitModule } from "./emit/module.ts";
import { bindMembers, bindSupertypes, checkCycles } from "./symbols/bind.ts";
import { declare, declareTypes } from "./symbols/declare.ts";
import type { TypeSymbol } from "./symbols/model.ts";
import { TypeTable } from "./symbols/table.ts";
import type { SourceTree } from "./source/tree.ts";
import type { Diagnostic } from "./syntax/diagnostic.ts";
import type { SyntaxFile } from "./syntax/tree.ts";

/** A checked program, ready to run any number of times. */
export interface Program {
  source: SourceTree;
  table: TypeTable;
  types: TypeSymbol[];
  unit: Unit;
  triggers: ProgramTrigger[];
  /** JavaScript of the module function's body */
  js: string;
  times: { check: number; emit: number };
}

export interface ProgramTrigger {
  type: TypeSymbol;
  object: string;
  events: string[];
}

export type CompileResult = { ok: true; program: Program } | { ok: false; diagnostics: Diagnostic[] };

/** Types, overloads, flow: everything but parsing. Emission goes with the check of each body. */
export function compileFiles(source: SourceTree, files: SyntaxFile[]): CompileResult {
  const started = performance.now();
  const table = new TypeTable(source.objects, source.labels, source.namespace);
  const types = declareTypes(table, files);
  const triggers = declareTriggers(table, files, types);
  for (const t of types) bindSupertypes(table, t);
  for (const t of types) checkCycles(table, t);
  for (const t of types) bindMembers(table, t);
  for (const t of types) {
    checkClass(table, t);
    checkAnnotations(table, t);
  }
  const checked = performance.now();
  const unit = new Unit(table);
  const js = emitModule(unit, types);
  if (table.diagnostics.length) return { ok: false, diagnostics: sortDiagnostics(table.diagnostics) };
  const times = { check: checked - started, emit: performance.now() - checked };
  return { ok: true, program: { source, table, types, unit, triggers, js, times } };
}

/** A trigger becomes a class with one static method, so that everything else treats it like one. */
function declareTriggers(table: TypeTable, files: SyntaxFile[], types: TypeSymbol[]): ProgramTrigger[] {
  const triggers: ProgramTrigger[] = [];
  for (const { unit, path } of files) {
    if (unit.k !== "trigger") continue;
    const modifiers = { words: ["public", "static"], annotations: [] };
    const run = {
      k: "method",
      at: unit.at,
      modifiers,
      returns: null,
      name: "run",
      parameters: [],
      body: unit.body,
    } as const;
    const members = [...unit.members, { ...run, parameters: [] }];
    const base = {
      k: "type",
      at: unit.at,
      kind: "class",
      name: unit.name,
      extends: null,
      implements: [],
      constants: [],
    } as const;
    const node = { ...base, modifiers: { words: ["public"], annotations: [] }, implements: [], constants: [], members };
    const type = declare(table, node, path, null, types);
    if (!table.sobject(unit.object)) table.report(path, unit.at, `Invalid type: ${unit.object}`);
    type.triggerOn = table.sobject(unit.object)?.type ?? null;
    triggers.push({ type, object: unit.object.toLowerCase(), events: unit.events });
  }
  return triggers;
}

function sortDiagnostics(diagnostics: Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics
    .filter((d) => {
      const key = `${d.path}:${d.line}:${d.column}:${d.message}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column));
}
