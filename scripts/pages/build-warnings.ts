import type { RollupLog } from "rollup";

interface Expected {
  readonly names: (warning: RollupLog) => boolean;
  /** Why nobody needs to read it. */
  readonly why: string;
}

/** Warnings of a page's build that say nothing anybody could mend. Every other one is shown. */
const expected: readonly Expected[] = [
  {
    names: ({ code }) => code === "CIRCULAR_DEPENDENCY",
    why: "LWC's modules import each other, which ES modules allow",
  },
  {
    names: ({ code }) => code === "THIS_IS_UNDEFINED",
    why: "compiled helpers of base components look at `this` of their module, and cope",
  },
  {
    names: ({ message, id }) =>
      message.includes("LWC1137") && (id ?? "").includes("/node_modules/lightning-base-components/"),
    why: "Salesforce's lightning-card names a slot in both branches of a condition; only one of them is ever there",
  },
];

export const isExpected = (warning: RollupLog): boolean => expected.some(({ names }) => names(warning));
