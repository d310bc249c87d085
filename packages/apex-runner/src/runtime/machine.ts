import type { MethodSymbol, Type } from "../symbols/model.ts";
import type { Organization } from "./organization.ts";
import type { LimitUse } from "./limits.ts";

/** Where a statement of the compiled sources is. */
export interface StatementPlace {
  path: string;
  line: number;
  column: number;
}

/** What the emitted code needs to know about itself while it runs. */
export interface ProgramTables {
  statements: StatementPlace[];
  /** `Class.Foo.bar`, as stack traces write it */
  methods: string[];
}

/** State of one transaction: the stack of Apex frames, the limits used so far, and the org it works on. */
export interface Machine {
  tables: ProgramTables;
  /** executed statements, by index: shared by all transactions of a run */
  coverage: Uint32Array;
  frameMethods: Int32Array;
  frameStatements: Int32Array;
  depth: number;
  limits: LimitUse;
  organization: Organization;
}

export const MAX_DEPTH = 1000;

let current: Machine | null = null;

export function machine(): Machine {
  if (!current) throw new Error("no Apex transaction is running");
  return current;
}

export function runningMachine(): Machine | null {
  return current;
}

/** Runs `work` with `next` as the current transaction; transactions nest (asynchronous work at stopTest). */
export function within<T>(next: Machine, work: () => T): T {
  const previous = current;
  current = next;
  try {
    return work();
  } finally {
    current = previous;
  }
}

export type { MethodSymbol, Type };
