import { compileFunction } from "node:vm";
import { sourceMap } from "./emit/source-map.ts";
import { checkPlatform } from "./platform/index.ts";
import { platformFunction } from "./platform/registry.ts";
import { api } from "./runtime/api.ts";
import { freshLimits } from "./runtime/limits.ts";
import type { Machine } from "./runtime/machine.ts";
import type { Organization } from "./runtime/organization.ts";
import type { Program } from "./compile.ts";

type Classes = Record<number, (new () => object) & Record<string, (...args: unknown[]) => unknown>>;
type ModuleFunction = ($: unknown, T: unknown, P: unknown, K: unknown, Q: unknown) => Classes;

const FILE = "apex-program.js";

/** A program turned into a function; calling `classes()` gives fresh statics. */
export class Loaded {
  readonly program: Program;
  readonly coverage: Uint32Array;
  readonly #module: ModuleFunction;
  readonly #platform: ((...args: unknown[]) => unknown)[];

  constructor(program: Program) {
    checkPlatform();
    this.program = program;
    this.coverage = new Uint32Array(program.unit.statements.length);
    this.#platform = program.unit.platformMethods.map(platformFunction);
    const map = Buffer.from(sourceMap(program.js, program.unit.statements, FILE)).toString("base64");
    const code = `${program.js}\n//# sourceMappingURL=data:application/json;base64,${map}`;
    this.#module = compileFunction(code, ["$", "T", "P", "K", "Q"], { filename: FILE }) as ModuleFunction;
  }

  classes(): Classes {
    const { unit } = this.program;
    return this.#module(api, unit.types, this.#platform, unit.constants, unit.queries);
  }

  machine(organization: Organization): Machine {
    return {
      tables: { statements: this.program.unit.statements, methods: this.program.unit.methods },
      coverage: this.coverage,
      frameMethods: new Int32Array(1100),
      frameStatements: new Int32Array(1100),
      depth: 0,
      limits: freshLimits(false),
      organization,
    };
  }
}
