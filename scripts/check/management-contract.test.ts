import { readdir, readFile } from "node:fs/promises";
import { providerManagementRoutes } from "@partner-telephony/api";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { inRepository } from "../repository.ts";

const folder = inRepository("force-app/main/setup/classes");
let apex = "";
let words: ReadonlySet<string> = new Set();
beforeAll(async () => {
  const names = (await readdir(folder)).filter((name) => /(?<!Test|Stub|Fixture)\.cls$/.test(name));
  apex = (await Promise.all(names.map((name) => readFile(`${folder}/${name}`, "utf8")))).join("\n");
  words = new Set(apex.match(/\w+/g));
});

/** Every property name of a message, at any depth. */
const namesIn = (schema: z.ZodType): string[] => {
  const walk = (node: unknown): string[] => {
    if (typeof node !== "object" || node === null) return [];
    const { properties, ...rest } = node as { properties?: Record<string, unknown> };
    return [...Object.keys(properties ?? {}), ...Object.values({ ...properties, ...rest }).flatMap(walk)];
  };
  return walk(z.toJSONSchema(schema, { unrepresentable: "any" }));
};

describe("Apex and the management API", () => {
  it.each(providerManagementRoutes.map((route) => [route.operationId, route] as const))(
    "speak of the same address and the same fields: %s",
    (_, route) => {
      const address = route.path.replace("/v1/contact-centers/current", "").split("/:")[0]!;
      const spoken = address.startsWith("/user-") ? `'${address.slice("/user-".length)}'` : address;
      expect(apex).toContain(spoken);
      const schemas = ["body" in route ? route.body : null, "answer" in route ? route.answer : null];
      const names = schemas.flatMap((schema) => (schema ? namesIn(schema) : []));
      expect(names.filter((name) => !words.has(name))).toEqual([]);
    },
  );
});
