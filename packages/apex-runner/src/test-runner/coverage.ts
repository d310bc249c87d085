import type { Loaded } from "../run.ts";

export interface ClassCoverage {
  name: string;
  path: string;
  /** executable lines, ascending, with the number of times each was run */
  lines: [number, number][];
  covered: number;
  percent: number;
}

/** Executable lines count once; test classes are left out (rule 195). */
export function coverageOf(loaded: Loaded): ClassCoverage[] {
  const { unit, types, triggers } = loaded.program;
  const counted = new Map(
    [...types.filter((t) => !t.outer && !t.isTest), ...triggers.map((t) => t.type)].map((t) => [t.path, t.name]),
  );
  const byPath = new Map<string, Map<number, number>>();
  unit.statements.forEach((s, i) => {
    if (!counted.has(s.path) || !unit.executable.has(i)) return;
    const lines = byPath.get(s.path) ?? new Map<number, number>();
    lines.set(s.line, Math.max(lines.get(s.line) ?? 0, loaded.coverage[i]!));
    byPath.set(s.path, lines);
  });
  return [...counted].map(([path, name]) => {
    const lines = [...(byPath.get(path) ?? [])].sort((a, b) => a[0] - b[0]);
    const covered = lines.filter(([, n]) => n > 0).length;
    return { name, path, lines, covered, percent: lines.length ? (covered / lines.length) * 100 : 100 };
  });
}

export function totalPercent(classes: ClassCoverage[]): number {
  const lines = classes.reduce((n, c) => n + c.lines.length, 0);
  return lines ? (classes.reduce((n, c) => n + c.covered, 0) / lines) * 100 : 100;
}

export function lcov(classes: ClassCoverage[]): string {
  return classes
    .map((c) => {
      const data = c.lines.map(([line, n]) => `DA:${line},${n}`).join("\n");
      return `TN:\nSF:${c.path}\n${data}${data ? "\n" : ""}LF:${c.lines.length}\nLH:${c.covered}\nend_of_record\n`;
    })
    .join("");
}
