export { compile, compileSource, type CompileOptions, type Compiled } from "./project.ts";
export type { Program } from "./compile.ts";
export { readSourceTree, type SourceTree } from "./source/tree.ts";
export { formatDiagnostic, type Diagnostic } from "./syntax/diagnostic.ts";
export { runTests, type RunOptions, type RunReport } from "./test-runner/run-tests.ts";
export type { TestResult } from "./test-runner/execute.ts";
export type { OrganizationOptions } from "./test-runner/organization.ts";
