import { parseArgs } from "node:util";

export interface CommandOptions {
  roots: string[];
  format: "human" | "json" | "junit";
  output: string | null;
  lcov: string | null;
  filter: string | null;
  watch: boolean;
  cache: string | null;
  namespace: string | null;
  timeZone: string;
  bar: number;
  classBar: number;
  logs: boolean;
  checkOnly: boolean;
  help: string | null;
}

const HELP = `apex-runner: compiles Apex without an org and runs its tests

  cli.ts [folders]            source folders, default force-app

  --filter <text>             only tests whose Class.method contains the text
  --check                     compile only
  --watch                     run again when a source file changes
  --format human|json|junit   what is printed, default human
  --output <file>             print the report there instead
  --lcov <file>               write line coverage as LCOV
  --coverage <percent>        fail below this total, default 75
  --class-coverage <percent>  fail when one class is below, default 0
  --namespace <name>          namespace of the package
  --time-zone <name>          the user's time zone, default GMT
  --cache <folder>            parsed trees, default node_modules/.cache/apex-runner
  --no-cache                  keep none
  --logs                      print System.debug of failed tests

Exit code: 0 all right, 1 a test failed or coverage is below the bar, 2 the source does not compile or the call is wrong.
`;

/** @returns what to do, or a sentence that says what is wrong with the call */
export function parseArguments(args: string[]): CommandOptions | string {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        filter: { type: "string" },
        check: { type: "boolean" },
        watch: { type: "boolean" },
        format: { type: "string" },
        output: { type: "string" },
        lcov: { type: "string" },
        coverage: { type: "string" },
        "class-coverage": { type: "string" },
        namespace: { type: "string" },
        "time-zone": { type: "string" },
        cache: { type: "string" },
        "no-cache": { type: "boolean" },
        logs: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (e) {
    return e instanceof Error ? e.message : String(e);
  }
  const { values, positionals } = parsed;
  const format = values.format ?? "human";
  if (format !== "human" && format !== "json" && format !== "junit")
    return `--format is human, json or junit, not ${format}`;
  const [bar, classBar] = [Number(values.coverage ?? 75), Number(values["class-coverage"] ?? 0)];
  if (Number.isNaN(bar) || Number.isNaN(classBar)) return "--coverage and --class-coverage take a number of percent";
  return {
    roots: positionals.length ? positionals : ["force-app"],
    format,
    output: values.output ?? null,
    lcov: values.lcov ?? null,
    filter: values.filter ?? null,
    watch: values.watch ?? false,
    cache: values["no-cache"] ? null : (values.cache ?? "node_modules/.cache/apex-runner"),
    namespace: values.namespace ?? null,
    timeZone: values["time-zone"] ?? "GMT",
    bar,
    classBar,
    logs: values.logs ?? false,
    checkOnly: values.check ?? false,
    help: values.help ? HELP : null,
  };
}
