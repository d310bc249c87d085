import { isException } from "../symbols/bind.ts";
import type { Type } from "../symbols/model.ts";
import { enumValue } from "../runtime/enums.ts";
import type { Expression, Statement } from "../syntax/tree.ts";
import { CompileError } from "../syntax/diagnostic.ts";
import type { At } from "../syntax/position.ts";
import type { Body } from "./body.ts";
import { assign, castable, conversionCost, isNamed, isNull, isRecord, numericCode } from "./conversions.ts";
import { checkExpression } from "./expressions.ts";
import { condition, isIterable } from "./operators.ts";
import type { Value } from "./value.ts";

/** Emitted lines of a statement, and how it can end: going on, never, or never because it loops for ever. */
export interface Checked {
  js: string;
  ends: "on" | "jumps" | "loops";
}

const on = (js: string): Checked => ({ js, ends: "on" });

export function checkStatement(body: Body, statement: Statement): Checked {
  try {
    return dispatch(body, statement);
  } catch (e) {
    if (!(e instanceof CompileError)) throw e;
    body.table.diagnostics.push(e.diagnostic);
    if (statement.k === "local") declareAnyway(body, statement);
    return { js: "", ends: statement.k === "return" || statement.k === "throw" ? "jumps" : "on" };
  }
}

/** After an error in a declaration its names still exist, so that one mistake is reported once. */
function declareAnyway(body: Body, statement: Extract<Statement, { k: "local" }>): void {
  for (const v of statement.vars) {
    if (body.local(v.name)) continue;
    try {
      body.declare(v.at, v.name, body.resolve(statement.type));
    } catch (e) {
      if (!(e instanceof CompileError)) throw e;
      body.declare(v.at, v.name, body.get("Object"));
    }
  }
}

/** Marks a statement as executed: stack traces, coverage and the CPU limit hang on it. */
function mark(body: Body, at: At): string {
  return `S(${body.unit.statement(body.owner, at)});`;
}

export function checkBlock(body: Body, statements: Statement[]): Checked {
  return body.scoped(() => {
    const lines: string[] = [];
    let ends: Checked["ends"] = "on";
    let reported = false;
    for (const s of statements) {
      if (ends === "jumps" && !reported) {
        body.table.report(body.owner.path, s.at, "Unreachable statement");
        reported = true;
      }
      const checked = checkStatement(body, s);
      lines.push(checked.js);
      if (ends === "on") ends = checked.ends;
    }
    return { js: `{\n${lines.join("\n")}\n}`, ends };
  });
}

function nested(body: Body, statement: Statement | null): Checked {
  if (!statement) return on("{}");
  if (statement.k === "block") return checkBlock(body, statement.body);
  return checkBlock(body, [statement]);
}

function dispatch(body: Body, s: Statement): Checked {
  switch (s.k) {
    case "block":
      return checkBlock(body, s.body);
    case "local":
      return on(checkLocal(body, s));
    case "expression":
      return on(`${mark(body, s.at)} ${statementExpression(body, s.of)};`);
    case "if":
      return checkIf(body, s);
    case "switch":
      return checkSwitch(body, s);
    case "for":
      return checkFor(body, s);
    case "foreach":
      return checkForEach(body, s);
    case "while":
      return checkWhile(body, s);
    case "do":
      return checkDo(body, s);
    case "try":
      return checkTry(body, s);
    case "return":
      return checkReturn(body, s);
    case "throw": {
      const value = checkExpression(body, s.of);
      if (!isException(value.type.symbol))
        body.fail(s.at, `Throw expression must be of type exception: ${value.type.name}`);
      return { js: `${mark(body, s.at)} throw $.thrown(${value.js});`, ends: "jumps" };
    }
    case "break":
    case "continue":
      if (!body.loops) body.fail(s.at, `${s.k} statement must be in a loop`);
      loopBreaks(body, s.k);
      return { js: `${mark(body, s.at)} ${s.k};`, ends: "jumps" };
    case "dml":
      return on(checkDml(body, s));
    case "runAs":
      return checkRunAs(body, s);
  }
}

function checkLocal(body: Body, s: Extract<Statement, { k: "local" }>): string {
  const type = body.resolve(s.type);
  return s.vars
    .map((v) => {
      if (!v.value) return `let ${body.declare(v.at, v.name, type, s.final).js} = null;`;
      const value = assign(body, checkExpression(body, v.value, type), type);
      const local = body.declare(v.at, v.name, type, s.final);
      return `${mark(body, s.at)} let ${local.js} = ${value};`;
    })
    .join(" ");
}

/** Only assignments, steps, calls and `new` do something as statements. */
export function statementExpression(body: Body, e: Expression): string {
  if (e.k !== "assign" && e.k !== "step" && e.k !== "call" && e.k !== "new") {
    body.fail(
      e.at,
      e.k === "construct"
        ? `${e.which}() must be the first statement of a constructor`
        : "Expression cannot be a statement",
    );
  }
  return checkExpression(body, e).js;
}

function test(body: Body, e: Expression): string {
  return condition(body, checkExpression(body, e));
}

function checkIf(body: Body, s: Extract<Statement, { k: "if" }>): Checked {
  const head = `${mark(body, s.at)} if (${test(body, s.test)}) `;
  const yes = nested(body, s.yes);
  if (!s.no) return on(head + yes.js);
  const no = nested(body, s.no);
  const jumps = yes.ends !== "on" && no.ends !== "on";
  return { js: `${head}${yes.js} else ${no.js}`, ends: jumps ? "jumps" : "on" };
}

/** `break` seen inside the loop being checked. */
const breaks = new WeakMap<Body, boolean[]>();

function loopBreaks(body: Body, kind: string): void {
  const stack = breaks.get(body);
  if (kind === "break" && stack?.length) stack[stack.length - 1] = true;
}

function loop(body: Body, statement: Statement | null): { js: string; broken: boolean } {
  const stack = breaks.get(body) ?? [];
  breaks.set(body, stack);
  stack.push(false);
  body.loops++;
  const { js } = nested(body, statement);
  body.loops--;
  return { js, broken: stack.pop()! };
}

function isTrue(e: Expression | null): boolean {
  return (
    e === null || (e.k === "literal" && e.type === "Boolean" && e.value === "true") || (e.k === "paren" && isTrue(e.of))
  );
}

function checkWhile(body: Body, s: Extract<Statement, { k: "while" }>): Checked {
  const head = test(body, s.test);
  const inner = loop(body, s.body);
  return {
    js: `${mark(body, s.at)} while (($.tick(), ${head})) ${inner.js}`,
    ends: isTrue(s.test) && !inner.broken ? "loops" : "on",
  };
}

function checkDo(body: Body, s: Extract<Statement, { k: "do" }>): Checked {
  const inner = loop(body, s.body);
  const js = `${mark(body, s.at)} do ${inner.js} while (($.tick(), ${test(body, s.test)}));`;
  return { js, ends: isTrue(s.test) && !inner.broken ? "loops" : "on" };
}

function checkFor(body: Body, s: Extract<Statement, { k: "for" }>): Checked {
  return body.scoped(() => {
    const init = s.init.map((i) => checkStatement(body, i).js).join("\n");
    const head = s.test ? test(body, s.test) : "true";
    const update = s.update.map((u) => statementExpression(body, u)).join(", ");
    const inner = loop(body, s.body);
    const js = `{ ${s.init.length ? "" : mark(body, s.at)} ${init}\nfor (; ($.tick(), ${head}); ${update}) ${inner.js} }`;
    return { js, ends: isTrue(s.test) && !inner.broken ? "loops" : "on" };
  });
}

function checkForEach(body: Body, s: Extract<Statement, { k: "foreach" }>): Checked {
  const source = checkExpression(body, s.of);
  const declared = body.resolve(s.type);
  const chunks = source.rowsOf && isNamed(declared, "List") && !isNamed(source.type.args[0] ?? declared, "List");
  const element = isNamed(source.type, "Set") ? source.type.args[0]! : isIterable(body, source);
  if (!element) return body.fail(s.of.at, `Loop must iterate over a collection or Iterable: ${source.type.name}`);
  return body.scoped(() => {
    const local = body.declare(s.at, s.name, declared);
    const cursor = body.temp();
    let item = `${cursor}.value`;
    if (!chunks) item = elementJs(body, s.at, element, declared, item);
    const from = chunks ? `$.chunks(${source.js})` : source.js;
    const inner = loop(body, s.body);
    const js = `${mark(body, s.at)} { const c = $.loop(${from}); try { while (($.tick(), c.more())) { let ${local.js} = ${item.replaceAll(cursor, "c")};
${inner.js} } } finally { c.close(); } }`;
    return on(js);
  });
}

function elementJs(body: Body, at: At, element: Type, declared: Type, js: string): string {
  if (conversionCost(body.table, element, declared) !== null) return assign(body, { at, type: element, js }, declared);
  if (isRecord(element) && isRecord(declared)) return `$.cast(${js}, ${body.unit.type(declared)})`;
  return body.fail(at, `Loop variable must be of type ${element.name}`);
}

function checkReturn(body: Body, s: Extract<Statement, { k: "return" }>): Checked {
  const head = mark(body, s.at);
  if (!s.of) {
    if (body.returns === undefined) body.fail(s.at, "Initialisers cannot return");
    if (body.returns) body.fail(s.at, `Missing return value of type ${body.returns.name}`);
    return { js: `${head} return${body.method?.isConstructor ? " this" : ""};`, ends: "jumps" };
  }
  if (!body.returns) body.fail(s.at, "A void method, constructor or setter cannot return a value");
  const value = checkExpression(body, s.of, body.returns);
  return {
    js: `${head} return ${assign(body, value, body.returns, "Return value must be of type " + body.returns.name + ":")};`,
    ends: "jumps",
  };
}

function checkTry(body: Body, s: Extract<Statement, { k: "try" }>): Checked {
  const tried = nested(body, s.body);
  const endings = [tried.ends];
  if (!s.catches.length && !s.finally) body.fail(s.at, "try needs a catch or a finally");
  const seen: Type[] = [];
  const clauses = s.catches.map((c) =>
    body.scoped(() => {
      const type = body.resolve(c.type);
      if (!isException(type.symbol)) body.fail(c.at, `Catch type must be an exception: ${type.name}`);
      if (seen.some((t) => conversionCost(body.table, type, t) !== null))
        body.fail(c.at, `Exception is already caught: ${type.name}`);
      seen.push(type);
      const local = body.declare(c.at, c.name, type);
      const handler = nested(body, c.body);
      endings.push(handler.ends);
      return `if ($.isInstance(e, ${body.unit.type(type)})) { let ${local.js} = e;\n${handler.js} }`;
    }),
  );
  const last = s.finally ? nested(body, s.finally) : null;
  const catching = clauses.length
    ? ` catch (x) { const e = $.caught(x);\n${clauses.join("\nelse ")}\nelse throw x; }`
    : "";
  const js = `try ${tried.js}${catching}${last ? ` finally ${last.js}` : ""}`;
  if (last && last.ends !== "on") return { js, ends: "jumps" };
  return { js, ends: endings.every((e) => e !== "on") ? "jumps" : "on" };
}

function checkSwitch(body: Body, s: Extract<Statement, { k: "switch" }>): Checked {
  const value = checkExpression(body, s.on);
  const { type } = value;
  const allowed =
    ["Integer", "Long", "String"].some((n) => isNamed(type, n)) || type.symbol.kind === "enum" || isRecord(type);
  if (!allowed) body.fail(s.on.at, `Switch expression must be Integer, Long, String, SObject or an enum: ${type.name}`);
  const temp = body.temp();
  const seen = new Set<string>();
  const parts: string[] = [];
  const endings: Checked["ends"][] = [];
  let otherwise: Checked | null = null;
  s.whens.forEach((w, i) => {
    if (w.value.k === "else") {
      if (i !== s.whens.length - 1) body.fail(w.at, "when else must come last");
      otherwise = nested(body, w.body);
      endings.push(otherwise.ends);
    } else if (w.value.k === "type") {
      const when = w.value;
      body.scoped(() => {
        const matched = body.resolve(when.type);
        if (!castable(body.table, type, matched)) body.fail(w.at, `Incompatible when type: ${matched.name}`);
        const local = body.declare(w.at, when.name, matched);
        const inner = nested(body, w.body);
        endings.push(inner.ends);
        parts.push(
          `if ($.isInstance(${temp}, ${body.unit.type(matched)})) { let ${local.js} = ${temp};\n${inner.js} }`,
        );
      });
    } else {
      const tests = w.value.values.map((v) => whenTest(body, v, type, temp, seen));
      const inner = nested(body, w.body);
      endings.push(inner.ends);
      parts.push(`if (${tests.join(" || ")}) ${inner.js}`);
    }
  });
  const rest = otherwise ? (parts.length ? ` else ${(otherwise as Checked).js}` : (otherwise as Checked).js) : "";
  const js = `${mark(body, s.at)} ${temp} = ${value.js};\n${parts.join("\nelse ")}${rest}`;
  return { js, ends: otherwise && endings.every((e) => e !== "on") ? "jumps" : "on" };
}

function whenTest(body: Body, e: Expression, type: Type, temp: string, seen: Set<string>): string {
  const js = whenConstant(body, e, type);
  if (seen.has(js)) body.fail(e.at, "Duplicate when value");
  seen.add(js);
  return `${temp} === ${js}`;
}

function whenConstant(body: Body, e: Expression, type: Type): string {
  if (type.symbol.kind === "enum" && (e.k === "name" || e.k === "dot")) {
    const constant = enumValue(type.symbol, e.name);
    if (!constant) return body.fail(e.at, `Enum ${type.name} has no value ${e.name}`);
    return body.unit.constant(constant);
  }
  if (e.k !== "literal") {
    const value: Value = checkExpression(body, e);
    return body.fail(e.at, `when values must be literals or enum values, found ${value.type.name}`);
  }
  const value = checkExpression(body, e);
  if (isNull(value.type)) return "null";
  if (value.type !== type && !(numericCode(value.type) === "I" && numericCode(type) === "L")) {
    body.fail(e.at, `when value must be of type ${type.name}, found ${value.type.name}`);
  }
  return assign(body, value, type).replace(/^\$\.convert\.IL\((.*)\)$/, (_, n: string) => `${n.replace(/[()]/g, "")}n`);
}

function checkDml(body: Body, s: Extract<Statement, { k: "dml" }>): string {
  const value = checkExpression(body, s.of);
  const list = isNamed(value.type, "List") && isRecord(value.type.args[0]!);
  if (!list && !isRecord(value.type))
    body.fail(s.of.at, `DML requires SObject or SObject list type: ${value.type.name}`);
  let external = "";
  if (s.external) external = `, ${JSON.stringify(s.external.split(".").at(-1)!.toLowerCase())}`;
  return `${mark(body, s.at)} $.dml(${JSON.stringify(s.verb)}, ${value.js}${external});`;
}

function checkRunAs(body: Body, s: Extract<Statement, { k: "runAs" }>): Checked {
  if (!body.owner.isTest) body.fail(s.at, "System.runAs is only allowed in test methods");
  if (s.of.length !== 1) body.fail(s.at, "System.runAs takes a User or a version");
  const user = checkExpression(body, s.of[0]!);
  if (!isRecord(user.type)) body.fail(s.at, `System.runAs with ${user.type.name}`, "unsupported");
  const inner = nested(body, s.body);
  return {
    js: `${mark(body, s.at)} { const u = $.beginRunAs(${user.js}); try ${inner.js} finally { $.endRunAs(u); } }`,
    ends: inner.ends,
  };
}
