import { list, type Fields } from "./known.ts";

const nodeKinds = [
  "actionCalls",
  "assignments",
  "decisions",
  "loops",
  "recordCreates",
  "recordDeletes",
  "recordLookups",
  "recordUpdates",
  "subflows",
] as const;
const resourceKinds = ["variables", "constants", "formulas", "textTemplates"] as const;

/** Faults of one flow: every way leads to a node, every node can be reached, every reference has something to refer to. */
export function flowFaults(flow: Fields): string[] {
  const nodes = new Map(nodeKinds.flatMap((kind) => list(flow[kind]).map((node) => [String(node["name"]), node])));
  const resources = resourceKinds.flatMap((kind) => list(flow[kind]).map(({ name }) => String(name)));
  const start = flow["start"] as Fields | undefined;
  const reached = new Set<string>();
  const follow = (node: Fields | undefined): void => {
    for (const target of valuesOf(node, "targetReference")) {
      if (reached.has(target)) continue;
      reached.add(target);
      follow(nodes.get(target));
    }
  };
  follow(start);
  const referred = ["elementReference", "assignToReference", "leftValueReference", "collectionReference"].flatMap(
    (key) => valuesOf(flow, key),
  );
  const isKnown = (reference: string) => {
    const root = reference.split(".")[0]!;
    return root.startsWith("$") || nodes.has(root) || resources.includes(root);
  };
  return [
    ...valuesOf(flow, "targetReference")
      .filter((target) => !nodes.has(target))
      .map((target) => `a way leads to ${target}, which is not there`),
    ...[...nodes.keys()].filter((name) => !reached.has(name)).map((name) => `no way leads to ${name}`),
    ...referred.filter((each) => !isKnown(each)).map((each) => `${each} refers to nothing`),
  ];
}

/** Every text under a key, at any depth. */
function valuesOf(value: unknown, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesOf(each, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key && typeof inner === "string" ? [inner] : valuesOf(inner, key),
  );
}
