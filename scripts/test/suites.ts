/** Every suite that `npm test` runs, cheap to dear. Each writes a machine-readable report, which is the only thing counted. */
export interface Suite {
  readonly name: string;
  readonly promise: string;
  readonly command: readonly string[];
  readonly report: { readonly format: "vitest" | "jest" | "playwright" | "apex"; readonly path: string };
  readonly env?: Readonly<Record<string, string>>;
  /** Runs on what `npm run build` makes. */
  readonly needsBuild?: true;
}

export const reportFolder = ".reports";
const bin = (name: string) => `node_modules/.bin/${name}`;

/** As `npm run test:apex` has it; fails under 90 % of all lines, or 75 % of a class. */
const apexArguments = [
  "--import",
  "tsx",
  "packages/apex-runner/src/cli.ts",
  "force-app/main",
  "--coverage",
  "90",
  "--class-coverage",
  "75",
];

function lwcJest(name: string): Pick<Suite, "command" | "report"> {
  const path = `${reportFolder}/${name}.json`;
  return {
    command: [bin("sfdx-lwc-jest"), "--skipApiVersionCheck", "--", "--ci", "--json", `--outputFile=${path}`],
    report: { format: "jest", path },
  };
}

export const suites: readonly Suite[] = [
  {
    name: "packages",
    promise: "what each package promises to the others",
    command: [
      bin("vitest"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${reportFolder}/packages.json`,
    ],
    report: { format: "vitest", path: `${reportFolder}/packages.json` },
  },
  {
    name: "lwc",
    promise: "what each Lightning web component of the managed package promises",
    ...lwcJest("lwc"),
  },
  {
    name: "lwc-deployed",
    promise: "the same of the JavaScript that is deployed",
    ...lwcJest("lwc-deployed"),
    env: { LWC_JEST_TARGET: "js" },
    needsBuild: true,
  },
  {
    name: "apex",
    promise: "what each Apex class of the managed package promises, run without an org",
    command: [process.execPath, ...apexArguments, "--format", "json", "--output", `${reportFolder}/apex.json`],
    report: { format: "apex", path: `${reportFolder}/apex.json` },
  },
  {
    name: "e2e",
    promise: "what a person sees in a real browser",
    command: [bin("playwright"), "test"],
    needsBuild: true,
    report: { format: "playwright", path: `${reportFolder}/e2e.json` },
  },
];
