import { ApexHost } from "../../src/host/host.ts";
import type { Plain } from "../../src/host/values.ts";
import { compileApex } from "../apex.ts";

/** Compiles one class and answers how to call its methods. A thrown Apex exception is its type and text, after `!`. */
export async function apexClass(body: string): Promise<(method: string, ...args: Plain[]) => Plain> {
  const compiled = await compileApex({ Subject: `public class Subject { ${body} }` });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map((d) => `${d.line}:${d.column} ${d.message}`).join("\n"));
  const host = new ApexHost(compiled.program);
  return (method, ...args) => {
    try {
      return host.call("Subject", method, args);
    } catch (e) {
      return `!${(e as Error).message}`;
    }
  };
}
