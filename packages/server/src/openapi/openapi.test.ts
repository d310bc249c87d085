import { readFile } from "node:fs/promises";
import { serverRoutes } from "@partner-telephony/api";
import { describe, expect, it } from "vitest";
import { buildOpenApi } from "./build-openapi.ts";

const file = new URL("../../../../docs/openapi.json", import.meta.url);

describe("docs/openapi.json", () => {
  it("says what the routes say: after a change, run src/openapi/write-openapi.ts", async () => {
    const written: unknown = JSON.parse(await readFile(file, "utf8"));
    expect(written).toEqual(JSON.parse(JSON.stringify(buildOpenApi())));
  });

  it("has every operation once, with its path parameters", () => {
    const { paths } = buildOpenApi() as {
      paths: Record<string, Record<string, { operationId: string; parameters?: { name: string; in: string }[] }>>;
    };
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
    expect(operations.sort()).toEqual(serverRoutes.map((route) => route.operationId).sort());
    for (const [path, methods] of Object.entries(paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const one of Object.values(methods)) {
        const given = (one.parameters ?? []).filter((parameter) => parameter.in === "path").map(({ name }) => name);
        expect(given, path).toEqual(named);
      }
    }
  });
});
