import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { childrenNamed, childText, parseXml } from "./xml.ts";

/** What Apex can ask about a permission set: its name and the custom permissions it grants. */
export interface PermissionSetSource {
  name: string;
  label: string;
  /** names of custom permissions, lower case */
  customPermissions: string[];
}

export function readPermissionSets(paths: string[]): PermissionSetSource[] {
  return paths
    .filter((p) => /\.permissionset-meta\.xml$/.test(p))
    .map((path) => {
      const root = parseXml(readFileSync(path, "utf8"), path);
      const granted = childrenNamed(root, "customPermissions").filter((c) => childText(c, "enabled") === "true");
      const name = basename(path).replace(".permissionset-meta.xml", "");
      const customPermissions = granted.map((c) => childText(c, "name")!.toLowerCase());
      return { name, label: childText(root, "label") ?? name, customPermissions };
    });
}
