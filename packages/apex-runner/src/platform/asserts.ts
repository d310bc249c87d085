import { equals } from "../runtime/equality.ts";
import { newException, nn, Uncatchable } from "../runtime/exceptions.ts";
import { textOf } from "../runtime/text.ts";
import { isInstance } from "../runtime/types.ts";
import { implement } from "./registry.ts";
import type { TypeValue } from "./type.ts";

/** Assertion failures end the test; no catch clause sees them (rule 119). */
function fail(detail: string, message: unknown = null): never {
  const given = message === null || message === undefined ? "" : `: ${textOf(message)}`;
  throw new Uncatchable(
    newException("System.AssertException", `Assertion Failed${given}${detail ? ": " + detail : ""}`),
  );
}

/** Strings compare with case (rule 192). */
function same(a: unknown, b: unknown): boolean {
  return equals(a, b);
}

const areEqual = (expected: unknown, actual: unknown, message?: unknown): null => {
  if (!same(expected, actual)) fail(`Expected: ${textOf(expected)}, Actual: ${textOf(actual)}`, message);
  return null;
};

const areNotEqual = (expected: unknown, actual: unknown, message?: unknown): null => {
  if (same(expected, actual)) fail(`Same value: ${textOf(actual)}`, message);
  return null;
};

function expect(holds: boolean, detail: string, message: unknown): null {
  if (!holds) fail(detail, message);
  return null;
}

implement("System.Assert", {
  areEqual,
  areNotEqual,
  fail: (message?: unknown) => fail("", message),
  isTrue: (c: boolean | null, message?: unknown) => expect(nn(c), "Expected: true, Actual: false", message),
  isFalse: (c: boolean | null, message?: unknown) => expect(!nn(c), "Expected: false, Actual: true", message),
  isNull: (v: unknown, message?: unknown) => expect(v === null, `Expected: null, Actual: ${textOf(v)}`, message),
  isNotNull: (v: unknown, message?: unknown) => expect(v !== null, "Expected: not null, Actual: null", message),
  isInstanceOfType: (v: unknown, t: TypeValue, message?: unknown) =>
    expect(isInstance(v, nn(t).type), `Expected: instance of ${nn(t).type.name}, Actual: ${textOf(v)}`, message),
  isNotInstanceOfType: (v: unknown, t: TypeValue, message?: unknown) =>
    expect(
      !isInstance(v, nn(t).type),
      `Expected: not an instance of ${nn(t).type.name}, Actual: ${textOf(v)}`,
      message,
    ),
});

implement("System.System", {
  assert: (c: boolean | null, message?: unknown) => expect(nn(c), "", message),
  assertEquals: areEqual,
  assertNotEquals: areNotEqual,
});
