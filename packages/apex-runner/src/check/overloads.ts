import type { At } from "../syntax/position.ts";
import type { Type } from "../symbols/model.ts";
import type { MethodView } from "../symbols/members.ts";
import type { Body } from "./body.ts";
import { assign, conversionCost, isRecord } from "./conversions.ts";
import type { Value } from "./value.ts";

/** Picks the closest applicable overload by static types (rules 83 to 85). */
export function chooseOverload(body: Body, at: At, what: string, candidates: MethodView[], args: Value[]): MethodView {
  const described = `${what}(${args.map((a) => a.type.name).join(", ")})`;
  if (!candidates.length) body.fail(at, `Method does not exist or incorrect signature: ${described}`);
  const applicable = candidates
    .map((view) => ({ view, costs: costsOf(body, view.parameters, args) }))
    .filter((c): c is { view: MethodView; costs: number[] } => c.costs !== null);
  if (!applicable.length) {
    const seen =
      candidates.length === 1 ? `; it takes (${candidates[0]!.parameters.map((p) => p.name).join(", ")})` : "";
    body.fail(at, `Method does not exist or incorrect signature: ${described}${seen}`);
  }
  if (applicable.length === 1) return applicable[0]!.view;
  const best = applicable.filter((c) => applicable.every((o) => o === c || beats(body, c, o)));
  if (best.length === 1) return best[0]!.view;
  return body.fail(at, `Method is ambiguous: ${described}`);
}

interface Candidate {
  view: MethodView;
  costs: number[];
}

function costsOf(body: Body, parameters: Type[], args: Value[]): number[] | null {
  if (parameters.length !== args.length) return null;
  const costs: number[] = [];
  for (let i = 0; i < args.length; i++) {
    const cost = argumentCost(body, args[i]!, parameters[i]!);
    if (cost === null) return null;
    costs.push(cost);
  }
  return costs;
}

function argumentCost(body: Body, arg: Value, parameter: Type): number | null {
  const cost = conversionCost(body.table, arg.type, parameter);
  if (cost !== null || !arg.rowsOf || !isRecord(parameter)) return cost;
  return conversionCost(body.table, arg.rowsOf.type, parameter) === null ? null : 20;
}

function beats(body: Body, a: Candidate, b: Candidate): boolean {
  const noWorse = a.costs.every((c, i) => c <= b.costs[i]!);
  if (noWorse && a.costs.some((c, i) => c < b.costs[i]!)) return true;
  if (!a.costs.every((c, i) => c === b.costs[i]!)) return false;
  const specific = (x: MethodView, y: MethodView): boolean =>
    x.parameters.every((p, i) => conversionCost(body.table, p, y.parameters[i]!) !== null);
  return specific(a.view, b.view) && !specific(b.view, a.view);
}

export function convertArguments(body: Body, view: MethodView, args: Value[]): string {
  return args.map((a, i) => assign(body, a, view.parameters[i]!)).join(", ");
}
