import { lineOf, columnOf, type At } from "../syntax/position.ts";
import type { MethodSymbol, Type, TypeSymbol } from "../symbols/model.ts";
import type { TypeTable } from "../symbols/table.ts";
import type { StatementPlace } from "../runtime/machine.ts";
import type { QueryPlan } from "../database/plan.ts";

/** Tables that the emitted code of one program refers to by index. */
export class Unit {
  readonly table: TypeTable;
  readonly statements: StatementPlace[] = [];
  readonly methods: string[] = [];
  readonly types: Type[] = [];
  readonly platformMethods: MethodSymbol[] = [];
  readonly constants: unknown[] = [];
  readonly queries: QueryPlan[] = [];
  /** statements that count for coverage; the others only mark where a frame begins */
  readonly executable = new Set<number>();
  usesDynamicQueries = false;
  readonly #index = new Map<unknown, number>();

  constructor(table: TypeTable) {
    this.table = table;
  }

  #slot<V>(list: V[], value: V): number {
    const known = this.#index.get(value);
    if (known !== undefined) return known;
    list.push(value);
    this.#index.set(value, list.length - 1);
    return list.length - 1;
  }

  type(type: Type): string {
    return `T[${this.#slot(this.types, type)}]`;
  }

  platform(method: MethodSymbol): string {
    return `P[${this.#slot(this.platformMethods, method)}]`;
  }

  constant(value: unknown): string {
    return `K[${this.#slot(this.constants, value)}]`;
  }

  query(plan: QueryPlan): string {
    return `Q[${this.queries.push(plan) - 1}]`;
  }

  statement(symbol: TypeSymbol, at: At, executable = true): number {
    if (executable) this.executable.add(this.statements.length);
    return this.statements.push({ path: symbol.path, line: lineOf(at), column: columnOf(at) }) - 1;
  }

  method(name: string): number {
    return this.methods.push(name) - 1;
  }
}
