import type { At } from "../syntax/position.ts";
import type {
  ConstructorNode,
  Expression,
  FieldNode,
  MethodNode,
  PropertyNode,
  Statement,
  TypeNode,
} from "../syntax/tree.ts";

export type Visibility = "private" | "protected" | "public" | "global";

/** A declared type: ours, the platform's, or an object of the schema. Names are compared without case (rule 1). */
export class TypeSymbol {
  readonly name: string;
  /** `System`, `Database`, `Schema`, ... ; null for types of the compiled sources and for objects */
  readonly namespace: string | null;
  readonly outer: TypeSymbol | null;
  readonly kind: "class" | "interface" | "enum" | "sobject" | "parameter";
  readonly platform: boolean;
  visibility: Visibility = "private";
  isAbstract = false;
  isVirtual = false;
  isTest = false;
  sharing: string | null = null;
  annotations: string[] = [];
  parameters: TypeSymbol[] = [];
  superType: Type | null = null;
  interfaces: Type[] = [];
  readonly inner = new Map<string, TypeSymbol>();
  readonly fields = new Map<string, FieldSymbol>();
  readonly methods = new Map<string, MethodSymbol[]>();
  constructors: MethodSymbol[] = [];
  constants: string[] = [];
  initializers: { static: boolean; body: Statement; at: At; order: number }[] = [];
  path = "";
  at: At = 0;
  node: TypeNode | null = null;
  /** the object of a trigger: types of Trigger.new and its sisters */
  triggerOn: Type | null = null;
  /** index in the emitted module; own types only */
  id = -1;
  readonly #instances = new Map<string, Type>();

  constructor(
    name: string,
    kind: TypeSymbol["kind"],
    options: { namespace?: string | null; outer?: TypeSymbol | null; platform?: boolean } = {},
  ) {
    this.name = name;
    this.kind = kind;
    this.namespace = options.namespace ?? null;
    this.outer = options.outer ?? null;
    this.platform = options.platform ?? false;
  }

  /** As an org writes it: `Integer`, `System.HttpRequest`, `Outer.Inner`. */
  get fullName(): string {
    if (this.outer) return `${this.outer.fullName}.${this.name}`;
    if (!this.namespace) return this.name;
    return this.namespace === "System" && BARE.has(this.name) ? this.name : `${this.namespace}.${this.name}`;
  }

  get top(): TypeSymbol {
    return this.outer ? this.outer.top : this;
  }

  of(...args: Type[]): Type {
    const key = args.map((a) => a.key).join(",");
    let type = this.#instances.get(key);
    if (!type) {
      type = new Type(this, args);
      this.#instances.set(key, type);
    }
    return type;
  }

  get type(): Type {
    return this.of(...this.parameters.map((p) => p.of()));
  }
}

const BARE = new Set(
  "String Integer Long Double Decimal Boolean Date Datetime Time Blob Id Object SObject List Set Map void null AggregateResult".split(
    " ",
  ),
);

let nextType = 0;

/** A type symbol with its arguments. One instance per combination, so identity is equality. */
export class Type {
  readonly symbol: TypeSymbol;
  readonly args: readonly Type[];
  readonly key: string;
  constructor(symbol: TypeSymbol, args: Type[]) {
    this.symbol = symbol;
    this.args = args;
    this.key = String(nextType++);
  }

  get name(): string {
    const args = this.args.length ? `<${this.args.map((a) => a.name).join(",")}>` : "";
    return this.symbol.fullName + args;
  }

  toString(): string {
    return this.name;
  }
}

export interface FieldSymbol {
  owner: TypeSymbol;
  name: string;
  type: Type;
  static: boolean;
  final: boolean;
  transient: boolean;
  visibility: Visibility;
  testVisible: boolean;
  /** how the field is read and written: a plain slot, or accessors with code */
  getter: Visibility | null;
  setter: Visibility | null;
  getterBody: boolean;
  setterBody: boolean;
  virtual: boolean;
  abstract: boolean;
  node: FieldNode | PropertyNode | null;
  value: Expression | null;
  at: At;
  order: number;
}

export interface MethodSymbol {
  owner: TypeSymbol;
  name: string;
  parameters: { name: string; type: Type; final: boolean }[];
  returns: Type;
  static: boolean;
  abstract: boolean;
  virtual: boolean;
  override: boolean;
  visibility: Visibility;
  testVisible: boolean;
  annotations: { name: string; values: { name: string; value: string }[] }[];
  node: MethodNode | ConstructorNode | null;
  at: At;
  /** property key of the emitted method */
  key: string;
  isConstructor: boolean;
}

export function signature(method: MethodSymbol, types = method.parameters.map((p) => p.type)): string {
  return `${method.name}(${types.map((t) => t.name).join(", ")})`;
}

export function methodKey(name: string, parameters: Type[]): string {
  return `${name.toLowerCase()}(${parameters.map((t) => t.name.toLowerCase()).join(",")})`;
}
