/** Rules that are refused instead of imitated, or shown by another test, each with the reason. At most 25 may be refused. */
export const refusedRules: Record<number, string> = {
  5: "multi-line string literals: treatment of indentation is not confirmed; a compile error",
};

/** Rules that need a host around the code; the named test shows them. */
export const shownElsewhere: Record<number, string> = {
  143: "tests/platform.test.ts",
  158: "tests/platform.test.ts",
  161: "tests/rest.test.ts",
  162: "tests/rest.test.ts",
  163: "tests/rest.test.ts",
  164: "tests/rest.test.ts",
  165: "tests/rest.test.ts",
  167: "tests/rest.test.ts",
  168: "tests/rest.test.ts",
  169: "tests/platform.test.ts",
  177: "tests/platform.test.ts",
  185: "tests/platform.test.ts",
  195: "tests/platform.test.ts",
};
