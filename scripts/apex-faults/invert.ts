import type { Expression } from "@partner-telephony/apex-runner";
import { nodesOf } from "./nodes.ts";

type Call = Extract<Expression, { k: "call" }>;

/** Both directions: each assertion and the one that fails where it passes. */
const OPPOSITES = new Map(
  [
    ["assert.areEqual", "areNotEqual"],
    ["assert.isTrue", "isFalse"],
    ["assert.isNull", "isNotNull"],
    ["assert.isInstanceOfType", "isNotInstanceOfType"],
    ["system.assertEquals", "assertNotEquals"],
  ].flatMap(([name, opposite]) => {
    const [owner, method] = name!.split(".") as [string, string];
    return [
      [`${owner}.${method}`.toLowerCase(), opposite!],
      [`${owner}.${opposite}`.toLowerCase(), method],
    ] as [string, string][];
  }),
);

const opposite = (call: Call): string | undefined =>
  call.of?.k === "name" ? OPPOSITES.get(`${call.of.name}.${call.name}`.toLowerCase()) : undefined;

/** Assertions below a node that have an opposite, in source order. */
export function assertionsOf(node: unknown): Call[] {
  return [...nodesOf(node)].filter((n): n is Call => n.k === "call" && opposite(n) !== undefined);
}

/** Turns an assertion into its opposite; the answer turns it back. */
export function invert(call: Call): () => void {
  const name = call.name;
  call.name = opposite(call)!;
  return () => void (call.name = name);
}
