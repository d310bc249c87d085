import { readXml } from "./read-xml.ts";

/** Custom labels by `<namespace>.<name>`; `c` is the namespace of a package that has none. */
export type CustomLabels = ReadonlyMap<string, string>;

/** Reads a package's CustomLabels metadata. A sentence says what is wrong with the file. */
export function readCustomLabels(text: string, namespace: string | null): { labels: CustomLabels } | { fault: string } {
  const read = readXml(text);
  if ("fault" in read) return { fault: `line ${read.fault.line} ${read.fault.reason}` };
  const root = read.roots.find(({ name }) => name === "CustomLabels");
  if (root === undefined) return { fault: "is no CustomLabels metadata" };
  const labels = new Map<string, string>();
  for (const { children } of root.children) {
    const textOf = (name: string): string => children.find((child) => child.name === name)?.text ?? "";
    if (textOf("fullName") === "") continue;
    labels.set(`${namespace ?? "c"}.${textOf("fullName")}`, textOf("value"));
  }
  return { labels };
}
