import { CompileError, diagnosticAt, type Diagnostic } from "../syntax/diagnostic.ts";
import type { At } from "../syntax/position.ts";
import type { TypeRef } from "../syntax/tree.ts";
import { apexTypeOf, type ObjectSchema } from "../database/schema.ts";
import { TypeSymbol, type Type } from "./model.ts";
import { platformField, platformTypes, type PlatformTypes } from "./platform-types.ts";

/** All types a program can name, and the lookup of rule 11 and 12. */
export class TypeTable {
  readonly platform: PlatformTypes = platformTypes();
  readonly own = new Map<string, TypeSymbol>();
  readonly objects: Map<string, ObjectSchema>;
  readonly labels: Map<string, string>;
  readonly namespace: string | null;
  readonly diagnostics: Diagnostic[] = [];
  readonly #sobjects = new Map<string, TypeSymbol>();

  constructor(objects: Map<string, ObjectSchema>, labels: Map<string, string>, namespace: string | null) {
    this.objects = objects;
    this.labels = labels;
    this.namespace = namespace?.toLowerCase() ?? null;
  }

  report(path: string, at: At, message: string, code: Diagnostic["code"] = "semantic"): void {
    this.diagnostics.push(diagnosticAt(path, at, code, message));
  }

  get(name: string, ...args: Type[]): Type {
    return this.platform.get(name, ...args);
  }

  /** An object of the schema as a type, with its fields, parents and child lists. */
  sobject(name: string): TypeSymbol | null {
    const key = this.#withoutNamespace(name.toLowerCase());
    const known = this.#sobjects.get(key);
    if (known) return known;
    const schema = this.objects.get(key);
    if (!schema) return null;
    const symbol = new TypeSymbol(schema.name, "sobject", { platform: true });
    symbol.visibility = "global";
    symbol.superType = this.get("SObject");
    this.#sobjects.set(key, symbol);
    for (const f of schema.fields.values()) {
      const type = f.kind === "address" ? this.get("Object") : this.get(apexTypeOf(f.kind));
      symbol.fields.set(f.name.toLowerCase(), platformField(symbol, f.name, type, false, false));
    }
    for (const f of schema.fields.values()) {
      const parent = f.relationship && this.sobject(f.referenceTo[0]!);
      if (!parent) continue;
      symbol.fields.set(
        f.relationship!.toLowerCase(),
        platformField(symbol, f.relationship!, parent.type, false, false),
      );
    }
    for (const [relationship, childSchema] of this.childRelationships(schema.name)) {
      const list = this.get("List", this.sobject(childSchema.name)!.type);
      symbol.fields.set(relationship.toLowerCase(), platformField(symbol, relationship, list, false, true));
    }
    return symbol;
  }

  childRelationships(parent: string): [string, ObjectSchema, string][] {
    const found: [string, ObjectSchema, string][] = [];
    for (const schema of this.objects.values()) {
      for (const f of schema.fields.values()) {
        if (f.childRelationship && f.referenceTo.includes(parent)) found.push([f.childRelationship, schema, f.name]);
      }
    }
    return found;
  }

  #withoutNamespace(key: string): string {
    return this.namespace && key.startsWith(`${this.namespace}__`) ? key.slice(this.namespace.length + 2) : key;
  }

  /** One-part type name as seen from inside `from`: inner types, own types, System, Schema, objects. */
  findSimple(name: string, from: TypeSymbol | null): TypeSymbol | null {
    const key = name.toLowerCase();
    for (let scope = from; scope; scope = scope.outer) {
      if (scope.name.toLowerCase() === key) return scope;
      const inner = findInner(scope, key);
      if (inner) return inner;
    }
    return (
      this.own.get(key) ??
      this.platform.byName.get(`system.${key}`) ??
      this.sobject(key) ??
      this.platform.byName.get(`schema.${key}`) ??
      null
    );
  }

  findQualified(parts: string[], from: TypeSymbol | null): TypeSymbol | null {
    const [first, ...rest] = parts as [string, ...string[]];
    let symbol = this.findSimple(first, from);
    if (!rest.length) return symbol;
    for (const part of rest) symbol = symbol ? findInner(symbol, part.toLowerCase()) : null;
    if (symbol) return symbol;
    return this.#inNamespace(first.toLowerCase(), rest);
  }

  #inNamespace(namespace: string, rest: string[]): TypeSymbol | null {
    const [name, ...inner] = rest.map((r) => r.toLowerCase()) as [string, ...string[]];
    let symbol =
      namespace === this.namespace
        ? (this.own.get(name) ?? null)
        : (this.platform.byName.get(`${namespace}.${name}`) ?? null);
    if (!symbol && namespace === "schema") symbol = this.sobject(name);
    for (const part of inner) symbol = symbol ? (findInner(symbol, part) ?? null) : null;
    return symbol;
  }

  isNamespace(name: string): boolean {
    const key = name.toLowerCase();
    return this.platform.namespaces.has(key) || key === this.namespace;
  }

  /** @throws CompileError when the name means nothing here */
  resolve(ref: TypeRef, from: TypeSymbol | null, path: string): Type {
    const fail = (message: string): never => {
      throw new CompileError(diagnosticAt(path, ref.at, "semantic", message));
    };
    const names = ref.parts.map((p) => p.name);
    const args = ref.parts.at(-1)!.args.map((a) => this.resolve(a, from, path));
    if (names.length === 1 && names[0]!.toLowerCase() === "void") return this.platform.voidType;
    const symbol = this.findQualified(names, from);
    if (!symbol) return fail(`Invalid type: ${names.join(".")}`);
    if (symbol.parameters.length && !args.length && symbol.kind === "interface") {
      return symbol.of(...symbol.parameters.map(() => this.get("Object")));
    }
    if (symbol.parameters.length !== args.length) {
      return fail(`${symbol.fullName} takes ${symbol.parameters.length} type argument(s), found ${args.length}`);
    }
    if (args.length > 0 && symbol.name === "Map" && args[0]!.symbol.name === "void") return fail("Invalid type: void");
    return symbol.of(...args);
  }
}

export function findInner(symbol: TypeSymbol, key: string): TypeSymbol | null {
  for (let s: TypeSymbol | null = symbol; s; s = s.superType?.symbol ?? null) {
    const inner = s.inner.get(key);
    if (inner) return inner;
  }
  return null;
}
