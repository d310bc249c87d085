import { CompileError, diagnosticAt, type Diagnostic } from "../syntax/diagnostic.ts";
import type { At } from "../syntax/position.ts";
import type { TypeRef } from "../syntax/tree.ts";
import type { FieldSymbol, MethodSymbol, Type, TypeSymbol, Visibility } from "../symbols/model.ts";
import { isSubclass } from "../symbols/members.ts";
import { hiddenType } from "../symbols/visibility.ts";
import { isReserved } from "../syntax/reserved-words.ts";
import type { TypeTable } from "../symbols/table.ts";
import type { Unit } from "./unit.ts";

export interface Local {
  name: string;
  type: Type;
  js: string;
  final: boolean;
}

/** Everything known while one method, accessor or initialiser is checked. */
export class Body {
  readonly unit: Unit;
  readonly owner: TypeSymbol;
  readonly static: boolean;
  /** null where `return` may carry no value; undefined in initialisers, where there is no return */
  returns: Type | null | undefined = null;
  method: MethodSymbol | null = null;
  /** the property whose accessor this is: its name means the backing field (rule 99) */
  accessorOf: FieldSymbol | null = null;
  /** true where final fields may still be assigned */
  initializes: "static" | "instance" | null = null;
  loops = 0;
  readonly temps: string[] = [];
  #scopes: Map<string, Local>[] = [new Map()];

  constructor(unit: Unit, owner: TypeSymbol, isStatic: boolean) {
    this.unit = unit;
    this.owner = owner;
    this.static = isStatic;
  }

  get table(): TypeTable {
    return this.unit.table;
  }

  fail(at: At, message: string, code: Diagnostic["code"] = "semantic"): never {
    throw new CompileError(diagnosticAt(this.owner.path, at, code, message));
  }

  get(name: string, ...args: Type[]): Type {
    return this.table.get(name, ...args);
  }

  temp(): string {
    const name = `t${this.temps.length}`;
    this.temps.push(name);
    return name;
  }

  scoped<R>(work: () => R): R {
    this.#scopes.push(new Map());
    try {
      return work();
    } finally {
      this.#scopes.pop();
    }
  }

  declare(at: At, name: string, type: Type, final = false): Local {
    const key = name.toLowerCase();
    if (isReserved(name)) this.table.report(this.owner.path, at, `Identifier name is reserved: ${name}`);
    if (this.local(name)) this.fail(at, `Duplicate variable: ${name}`);
    if (type.symbol.name === "void") this.fail(at, "Variables cannot be void");
    const local: Local = { name, type, js: `v_${key}`, final };
    this.#scopes.at(-1)!.set(key, local);
    return local;
  }

  local(name: string): Local | null {
    const key = name.toLowerCase();
    for (const scope of this.#scopes) {
      const found = scope.get(key);
      if (found) return found;
    }
    return null;
  }

  get locals(): Local[] {
    return this.#scopes.flatMap((s) => [...s.values()]);
  }

  resolve(ref: TypeRef): Type {
    const type = this.table.resolve(ref, this.owner, this.owner.path);
    this.checkTypeVisible(type, ref.at);
    return type;
  }

  checkTypeVisible(type: Type, at: At): void {
    const hidden = hiddenType(type, this.owner);
    if (hidden) this.fail(at, `Type is not visible: ${hidden.name}`);
  }

  /** Access rules of members (rules 89, 90). */
  canSee(owner: TypeSymbol, visibility: Visibility, testVisible: boolean): boolean {
    if (owner.platform || owner.kind === "interface" || owner.top === this.owner.top) return true;
    if (visibility === "public" || visibility === "global") return true;
    if (testVisible && this.owner.isTest) return true;
    if (visibility !== "protected") return false;
    return isSubclass(this.owner, owner) || (this.owner.outer !== null && isSubclass(this.owner.outer, owner));
  }
}
