import { list, type Components, type Fields } from "./known.ts";

/** Elements that name a component, as `list.element`: faults where nothing of the kind has that name. */
export function named(content: Fields, known: Components, path: string, kind: string): string[] {
  const [outer = "", inner] = path.split(".");
  return list(content[outer])
    .map((each) => (inner === undefined ? each : each[inner]) as unknown)
    .filter((name) => name !== undefined && !known.names.has(`${kind}:${String(name)}`))
    .map((name) => `there is no ${kind} ${String(name)}`);
}
