import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileFiles, type CompileResult } from "./compile.ts";
import { CompileError, type Diagnostic } from "./syntax/diagnostic.ts";
import type { Query } from "./syntax/query.ts";
import type { SyntaxFile } from "./syntax/tree.ts";
import { readSourceTree, type SourceTree } from "./source/tree.ts";

/** Changes whenever the shape of our tree or the parser changes, so that old cache entries are not read. */
const TREE_VERSION = "apex-parser 5.2.0, tree 2";

export interface CompileOptions {
  /** folder for parsed trees; null keeps nothing */
  cache?: string | null;
  namespace?: string | null;
}

export type Compiled = CompileResult & { parseTime: number; parseQuery: ((text: string) => Query) | null };

/** Parses, checks and emits a source tree. Trees are cached by content, and the parser is loaded only when one is missing. */
export async function compile(roots: string[], options: CompileOptions = {}): Promise<Compiled> {
  return compileSource(readSourceTree(roots, options.namespace ?? null), options);
}

export async function compileSource(source: SourceTree, options: CompileOptions = {}): Promise<Compiled> {
  const started = performance.now();
  const { files, errors } = await parseSource(source, options.cache ?? null);
  const parseTime = performance.now() - started;
  if (errors.length) return { ok: false, diagnostics: errors, parseTime, parseQuery: null };
  const result = compileFiles(source, files);
  return {
    ...result,
    parseTime,
    parseQuery: result.ok && result.program.unit.usesDynamicQueries ? await queryParser() : null,
  };
}

/** The trees of a source tree, one error for each file that has none. */
export async function parseSource(
  source: SourceTree,
  cache: string | null,
): Promise<{ files: SyntaxFile[]; errors: Diagnostic[] }> {
  const files: SyntaxFile[] = [];
  const errors: Diagnostic[] = [];
  for (const file of source.files) {
    const path =
      cache &&
      join(
        cache,
        `${createHash("sha256").update(TREE_VERSION).update(file.path).update("\0").update(file.text).digest("hex")}.json`,
      );
    if (path && existsSync(path)) {
      files.push(JSON.parse(readFileSync(path, "utf8")) as SyntaxFile);
      continue;
    }
    const { parseFile } = await import("./parse/index.ts");
    try {
      const tree = parseFile(file);
      files.push(tree);
      if (path) {
        mkdirSync(cache, { recursive: true });
        writeFileSync(path, JSON.stringify(tree));
      }
    } catch (e) {
      if (!(e instanceof CompileError)) throw e;
      errors.push(e.diagnostic);
    }
  }
  return { files, errors };
}

async function queryParser(): Promise<(text: string) => Query> {
  const { parseQuery } = await import("./parse/index.ts");
  return (text) => parseQuery({ path: "query", text });
}
