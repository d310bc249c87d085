import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readCustomObjects } from "./objects.ts";
import { readMetadataRecords, type MetadataRecord } from "./metadata-records.ts";
import { readPermissionSets, type PermissionSetSource } from "./permission-sets.ts";
import { child, childText, childrenNamed, parseXml } from "./xml.ts";
import type { ObjectSchema } from "../database/schema.ts";

/** Everything of a source tree that Apex can see. Paths are as found, so messages can be clicked. */
export interface SourceTree {
  files: { path: string; text: string; apiVersion: number }[];
  objects: Map<string, ObjectSchema>;
  labels: Map<string, string>;
  records: MetadataRecord[];
  staticResources: Map<string, Buffer>;
  permissionSets: PermissionSetSource[];
  namespace: string | null;
}

/** Used when a class has no `-meta.xml` beside it. */
export const DEFAULT_API_VERSION = 67;

export function listFiles(root: string): string[] {
  if (statSync(root).isFile()) return [root];
  return readdirSync(root, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.name === "node_modules" || entry.name.startsWith(".")) return [];
      return entry.isDirectory() ? listFiles(join(root, entry.name)) : [join(root, entry.name)];
    });
}

/** @param roots folders (or single files) of a source tree such as `force-app` */
export function readSourceTree(roots: string[], namespace: string | null = null): SourceTree {
  const paths = [...new Set(roots.flatMap(listFiles))];
  const labels = new Map<string, string>();
  const staticResources = new Map<string, Buffer>();
  for (const path of paths) {
    if (/\.labels(-meta\.xml)?$/.test(path)) {
      for (const label of childrenNamed(parseXml(readFileSync(path, "utf8"), path), "labels")) {
        labels.set(childText(label, "fullName")!.toLowerCase(), child(label, "value")?.text ?? "");
      }
    }
    if (/\.resource-meta\.xml$/.test(path)) {
      const name = basename(path).replace(".resource-meta.xml", "");
      const body = paths.find((p) => dirname(p) === dirname(path) && basename(p).startsWith(`${name}.`) && p !== path);
      if (body) staticResources.set(name, readFileSync(body));
    }
  }
  const objects = readCustomObjects(paths);
  return {
    files: paths
      .filter((p) => /\.(cls|trigger)$/i.test(p))
      .map((path) => ({ path, text: readFileSync(path, "utf8"), apiVersion: apiVersionOf(path) })),
    objects,
    labels,
    records: readMetadataRecords(paths),
    staticResources,
    permissionSets: readPermissionSets(paths),
    namespace,
  };
}

function apiVersionOf(path: string): number {
  const meta = `${path}-meta.xml`;
  if (!existsSync(meta)) return DEFAULT_API_VERSION;
  return Number(childText(parseXml(readFileSync(meta, "utf8"), meta), "apiVersion") ?? DEFAULT_API_VERSION);
}
