import type { MethodSymbol, TypeSymbol } from "../symbols/model.ts";
import type { TypeTable } from "../symbols/table.ts";
import { isNamed, isPrimitive, isVoid } from "./conversions.ts";

const KNOWN = new Set(
  (
    "istest testsetup testvisible future auraenabled invocablemethod invocablevariable readonly remoteaction restresource " +
    "httpget httppost httpput httppatch httpdelete suppresswarnings deprecated namespaceaccessible jsonaccess"
  ).split(" "),
);
const VERBS = ["httpget", "httppost", "httpput", "httppatch", "httpdelete"];

/** What annotations demand of the things they stand on. */
export function checkAnnotations(table: TypeTable, symbol: TypeSymbol): void {
  const methods = [...symbol.methods.values()].flat();
  const report = (at: number, message: string): void => table.report(symbol.path, at, message);
  const members = symbol.node!.members.flatMap((m) => ("modifiers" in m ? m.modifiers.annotations : []));
  for (const a of [...symbol.node!.modifiers.annotations, ...members]) {
    if (!KNOWN.has(a.name)) table.report(symbol.path, a.at, `annotation @${a.name}`, "unsupported");
  }
  checkRest(symbol, methods, report);
  for (const m of methods) {
    if (m.annotations.some((a) => a.name === "future")) checkFuture(m, report);
    if (m.annotations.some((a) => a.name === "invocablemethod")) checkInvocable(symbol, methods, m, report);
    const isTest = m.annotations.some((a) => a.name === "istest" || a.name === "testsetup");
    if (isTest && (!m.static || !isVoid(m.returns) || m.parameters.length)) {
      report(m.at, `Test methods must be static, void and without parameters: ${m.name}`);
    }
    if (isTest && !symbol.isTest) report(m.at, `Test methods must be in a test class: ${m.name}`);
  }
}

type Report = (at: number, message: string) => void;

/** Apex REST (rules 159, 160). */
function checkRest(symbol: TypeSymbol, methods: MethodSymbol[], report: Report): void {
  const isResource = symbol.annotations.includes("restresource");
  if (isResource) {
    if (symbol.visibility !== "global" || symbol.outer)
      report(symbol.at, "@RestResource needs a global top-level class");
    const mapping = symbol.node!.modifiers.annotations.find((a) => a.name === "restresource")!;
    const url = mapping.values.find((v) => v.name === "urlmapping")?.value;
    if (!url?.startsWith("/")) report(mapping.at, "@RestResource needs urlMapping starting with /");
  }
  for (const verb of VERBS) {
    const handlers = methods.filter((m) => m.annotations.some((a) => a.name === verb));
    if (handlers.length > 1) report(handlers[1]!.at, `Only one method per class can be annotated with @${verb}`);
    for (const m of handlers) {
      if (!isResource) report(m.at, `@${verb} is only allowed in a class with @RestResource`);
      if (!m.static || m.visibility !== "global") report(m.at, `@${verb} needs a global static method`);
      if ((verb === "httpget" || verb === "httpdelete") && m.parameters.length) {
        report(m.at, `@${verb} methods cannot have parameters`);
      }
    }
  }
}

function checkInvocable(symbol: TypeSymbol, methods: MethodSymbol[], m: MethodSymbol, report: Report): void {
  if (symbol.outer || !m.static || (m.visibility !== "public" && m.visibility !== "global"))
    report(m.at, `@InvocableMethod needs a public or global static method of an outer class: ${m.name}`);
  if (m.parameters.length > 1 || m.parameters.some((p) => !isNamed(p.type, "List")))
    report(m.at, `@InvocableMethod takes one List or nothing: ${m.name}`);
  const first = methods.find((x) => x.annotations.some((a) => a.name === "invocablemethod"));
  if (first !== m) report(m.at, "Only one method per class can be annotated with @InvocableMethod");
}

function checkFuture(m: MethodSymbol, report: Report): void {
  if (!m.static || !isVoid(m.returns)) report(m.at, `Future methods must be static void: ${m.name}`);
  for (const p of m.parameters) {
    const element = isNamed(p.type, "List") || isNamed(p.type, "Set") ? p.type.args[0]! : p.type;
    const map = isNamed(p.type, "Map") && p.type.args.every(isPrimitive);
    if (!map && !isPrimitive(element)) report(m.at, `Unsupported parameter type ${p.type.name} in a future method`);
  }
}
