import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { child, childrenNamed, childText, parseXml } from "./xml.ts";

/** One custom metadata record as written in the source tree; values are text until the object's field says more. */
export interface MetadataRecord {
  object: string;
  developerName: string;
  label: string;
  values: Map<string, string | null>;
}

export function readMetadataRecords(paths: string[]): MetadataRecord[] {
  return paths
    .filter((p) => /\.md(-meta\.xml)?$/.test(p) && /customMetadata/i.test(p))
    .map((path) => {
      const root = parseXml(readFileSync(path, "utf8"), path);
      const [object, developerName] = basename(path)
        .replace(/\.md(-meta\.xml)?$/, "")
        .split(".") as [string, string];
      const values = new Map<string, string | null>();
      for (const value of childrenNamed(root, "values")) {
        const text = child(value, "value");
        values.set(childText(value, "field")!.toLowerCase(), text && text.text !== "" ? text.text : null);
      }
      return { object: `${object}__mdt`, developerName, label: childText(root, "label") ?? developerName, values };
    });
}
