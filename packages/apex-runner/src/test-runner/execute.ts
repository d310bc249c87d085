import {
  ApexException,
  Uncatchable,
  Unsupported,
  formatFrames,
  newException,
  type Frame,
} from "../runtime/exceptions.ts";
import { within } from "../runtime/machine.ts";
import type { Organization } from "../runtime/organization.ts";
import type { Loaded } from "../run.ts";
import { runJobs } from "../platform/asynchronous.ts";
import type { MethodSymbol, TypeSymbol } from "../symbols/model.ts";
import type { Query } from "../syntax/query.ts";
import { newOrganization, type OrganizationOptions } from "./organization.ts";
import { attachTriggers } from "./triggers.ts";

export interface TestMethod {
  type: TypeSymbol;
  method: MethodSymbol;
}

export interface TestResult {
  className: string;
  methodName: string;
  outcome: "Pass" | "Fail";
  message: string | null;
  stackTrace: string | null;
  /** source of the innermost frame */
  path: string | null;
  line: number | null;
  milliseconds: number;
  log: string[];
}

function isTest(m: MethodSymbol): boolean {
  return (
    m.annotations.some((a) => a.name === "istest") ||
    (m.node?.k === "method" && m.node.modifiers.words.includes("testmethod"))
  );
}

export function findTests(types: TypeSymbol[]): TestMethod[] {
  const found: TestMethod[] = [];
  for (const type of types) {
    if (!type.isTest && ![...type.methods.values()].flat().some(isTest)) continue;
    for (const method of [...type.methods.values()].flat()) if (isTest(method)) found.push({ type, method });
  }
  return found;
}

/** Runs the tests of one class: setup once, then every method on a copy of its data with fresh statics (rules 186, 187). */
export function runClass(
  loaded: Loaded,
  tests: TestMethod[],
  options: OrganizationOptions,
  parseQuery: ((text: string) => Query) | null,
): TestResult[] {
  const { type } = tests[0]!;
  const prepared = newOrganization(loaded.program, options, parseQuery);
  prepared.inTest = true;
  const setups = [...type.methods.values()].flat().filter((m) => m.annotations.some((a) => a.name === "testsetup"));
  for (const setup of setups) {
    const failure = runMethod(loaded, prepared, setup);
    if (failure) return tests.map((t) => toResult(t, failure, 0, []));
  }
  const data = prepared.store.snapshot();
  return tests.map((test) => {
    const log: string[] = [];
    const organization: Organization = {
      ...prepared,
      mocks: new Map(),
      jobs: [],
      events: [],
      running: null,
      testStarted: "no",
      fatal: null,
      uncommitted: false,
      log: (line) => void log.push(line),
    };
    organization.rest = { request: null, response: null };
    organization.store.restoreSnapshot(data);
    const started = performance.now();
    const failure = runMethod(loaded, organization, test.method);
    return toResult(test, failure, performance.now() - started, log);
  });
}

interface Failure {
  message: string;
  frames: Frame[];
}

function runMethod(loaded: Loaded, organization: Organization, method: MethodSymbol): Failure | null {
  organization.classes = loaded.classes();
  attachTriggers(loaded.program, organization);
  organization.testStarted = "no";
  return within(loaded.machine(organization), () => {
    try {
      const cls = organization.classes[method.owner.id] as unknown as Record<string, () => void> & {
        $init?: () => void;
      };
      cls.$init?.();
      cls[method.key]!();
      runJobs();
      organization.uncommitted = false;
      return organization.fatal ? failureOf(organization.fatal) : null;
    } catch (e) {
      return failureOf(e);
    }
  });
}

export function failureOf(error: unknown): Failure {
  if (error instanceof ApexException)
    return { message: `${error.typeName}: ${error.shownMessage}`, frames: withCauses(error) };
  if (error instanceof Uncatchable) return failureOf(error.exception);
  if (error instanceof Unsupported) return { message: `apex-runner: ${error.message}`, frames: error.frames };
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return failureOf(newException("System.LimitException", "Maximum stack depth reached: 1001"));
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `apex-runner: internal error (please report): ${text}`, frames: [] };
}

function withCauses(e: ApexException): Frame[] {
  return e.frames;
}

function toResult(test: TestMethod, failure: Failure | null, milliseconds: number, log: string[]): TestResult {
  return {
    className: test.type.fullName,
    methodName: test.method.name,
    outcome: failure ? "Fail" : "Pass",
    message: failure?.message ?? null,
    stackTrace: failure ? formatFrames(failure.frames) : null,
    path: failure?.frames[0]?.path ?? null,
    line: failure?.frames[0]?.line ?? null,
    milliseconds,
    log,
  };
}
