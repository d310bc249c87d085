import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { methodKey, TypeSymbol, type FieldSymbol, type MethodSymbol, type Type } from "./model.ts";
import { EXCEPTION_NAMES } from "./exceptions.ts";
import { parseStub, type StubMethod, type StubRef, type StubType } from "./stub-parser.ts";

/** They are read as they are, also by the built worker in `dist/process`. */
const STUBS = fileURLToPath(
  new URL(
    import.meta.url.includes("/dist/process/") ? "../../src/platform/stubs" : "../platform/stubs",
    import.meta.url,
  ),
);

/** Every platform type by `namespace.name` in lower case. Built once per process: stubs never change while it runs. */
export class PlatformTypes {
  readonly byName = new Map<string, TypeSymbol>();
  readonly namespaces = new Map<string, string>();
  readonly unsupported = new Set<MethodSymbol | FieldSymbol>();
  readonly nullType = new TypeSymbol("null", "class", { platform: true }).of();
  readonly voidType = new TypeSymbol("void", "class", { platform: true }).of();

  constructor() {
    const stubs: [TypeSymbol, StubType][] = [];
    for (const namespace of readdirSync(STUBS)) {
      for (const file of readdirSync(join(STUBS, namespace))) {
        const path = join(STUBS, namespace, file);
        this.#declare(parseStub(readFileSync(path, "utf8"), `${namespace}/${file}`), namespace, null, stubs);
      }
    }
    for (const name of EXCEPTION_NAMES) {
      const [namespace, simple] = name.split(".") as [string, string];
      const text = `global virtual class ${simple} extends Exception {}`;
      this.#declare(parseStub(text, name), namespace, null, stubs);
    }
    for (const [symbol, stub] of stubs) this.#members(symbol, stub);
  }

  #declare(stub: StubType, namespace: string, outer: TypeSymbol | null, all: [TypeSymbol, StubType][]): void {
    const symbol = new TypeSymbol(stub.name, stub.kind, { namespace: outer ? null : namespace, outer, platform: true });
    symbol.visibility = "global";
    symbol.isVirtual = stub.modifiers.includes("virtual");
    symbol.isAbstract = stub.modifiers.includes("abstract") || stub.kind === "interface";
    symbol.constants = stub.constants;
    symbol.parameters = stub.parameters.map((p) => new TypeSymbol(p, "parameter", { platform: true }));
    if (outer) outer.inner.set(stub.name.toLowerCase(), symbol);
    else this.byName.set(`${namespace}.${stub.name}`.toLowerCase(), symbol);
    this.namespaces.set(namespace.toLowerCase(), namespace);
    all.push([symbol, stub]);
    for (const inner of stub.inner) this.#declare(inner, namespace, symbol, all);
  }

  #members(symbol: TypeSymbol, stub: StubType): void {
    const ref = (r: StubRef): Type => this.#resolve(r, symbol);
    if (stub.extends) symbol.superType = ref(stub.extends);
    symbol.interfaces = stub.implements.map(ref);
    for (const f of stub.fields) {
      const field = platformField(symbol, f.name, ref(f.type), f.static, f.readOnly);
      symbol.fields.set(f.name.toLowerCase(), field);
      if (f.unsupported) this.unsupported.add(field);
    }
    for (const m of stub.methods) {
      const method = this.#method(symbol, m, ref);
      const list = symbol.methods.get(m.name.toLowerCase());
      if (list) list.push(method);
      else symbol.methods.set(m.name.toLowerCase(), [method]);
    }
    symbol.constructors = stub.constructors.map((c) => this.#method(symbol, c, ref));
    if (symbol.kind === "enum") enumMethods(symbol, this);
  }

  #method(owner: TypeSymbol, stub: StubMethod, ref: (r: StubRef) => Type): MethodSymbol {
    const parameters = stub.parameters.map((p) => ({ name: p.name, type: ref(p.type), final: false }));
    const method: MethodSymbol = {
      owner,
      name: stub.name,
      parameters,
      returns: stub.returns ? ref(stub.returns) : this.voidType,
      static: stub.static,
      abstract: stub.abstract,
      virtual: owner.kind === "interface" || owner.isVirtual,
      override: false,
      visibility: "global",
      testVisible: false,
      annotations: [],
      node: null,
      at: 0,
      key: "",
      isConstructor: stub.name === "<init>",
    };
    method.key = methodKey(
      stub.name,
      parameters.map((p) => p.type),
    );
    if (stub.unsupported) this.unsupported.add(method);
    return method;
  }

  #resolve(ref: StubRef, from: TypeSymbol): Type {
    const parameter = from.parameters.find((p) => p.name === ref.name);
    if (parameter) return parameter.of();
    const name = ref.name.toLowerCase();
    let found =
      from.inner.get(name) ??
      this.byName.get(`${from.top.namespace}.${name}`.toLowerCase()) ??
      this.byName.get(name) ??
      this.byName.get(`system.${name}`) ??
      this.byName.get(`schema.${name}`);
    if (!found && name.includes(".")) {
      const cut = name.lastIndexOf(".");
      found = (this.byName.get(name.slice(0, cut)) ?? this.byName.get(`system.${name.slice(0, cut)}`))?.inner.get(
        name.slice(cut + 1),
      );
    }
    if (!found) throw new Error(`platform stub ${from.fullName}: unknown type ${ref.name}`);
    return found.of(...ref.args.map((a) => this.#resolve(a, from)));
  }

  /** A platform type by its simple or qualified name; the names are ours, so a miss is our fault. */
  get(name: string, ...args: Type[]): Type {
    const key = name.toLowerCase();
    const symbol = this.byName.get(key.includes(".") ? key : `system.${key}`);
    if (!symbol) throw new Error(`no platform stub for ${name}`);
    return symbol.of(...args);
  }
}

export function platformField(
  owner: TypeSymbol,
  name: string,
  type: Type,
  isStatic: boolean,
  readOnly: boolean,
): FieldSymbol {
  return {
    owner,
    name,
    type,
    static: isStatic,
    final: readOnly,
    transient: false,
    visibility: "global",
    testVisible: false,
    getter: "global",
    setter: readOnly ? null : "global",
    getterBody: false,
    setterBody: false,
    virtual: false,
    abstract: false,
    node: null,
    value: null,
    at: 0,
    order: 0,
  };
}

/** Every enum has `values()`, `valueOf(String)`, `name()`, `ordinal()` (rule 79). */
export function enumMethods(symbol: TypeSymbol, platform: PlatformTypes): void {
  const text = symbol.type;
  const add = (name: string, isStatic: boolean, returns: Type, parameters: Type[]): void => {
    const method: MethodSymbol = {
      owner: symbol,
      name,
      parameters: parameters.map((type, i) => ({ name: `p${i}`, type, final: false })),
      returns,
      static: isStatic,
      abstract: false,
      virtual: false,
      override: false,
      visibility: "global",
      testVisible: false,
      annotations: [],
      node: null,
      at: 0,
      key: `enum.${name}`,
      isConstructor: false,
    };
    symbol.methods.set(name.toLowerCase(), [method]);
  };
  add("values", true, platform.get("List", text), []);
  add("valueOf", true, text, [platform.get("String")]);
  add("name", false, platform.get("String"), []);
  add("ordinal", false, platform.get("Integer"), []);
  for (const constant of symbol.constants) {
    symbol.fields.set(constant.toLowerCase(), platformField(symbol, constant, text, true, true));
  }
}

let shared: PlatformTypes | null = null;

export function platformTypes(): PlatformTypes {
  shared ??= new PlatformTypes();
  return shared;
}
