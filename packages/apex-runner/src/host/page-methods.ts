import type { Program } from "../compile.ts";
import { ApexException } from "../runtime/exceptions.ts";
import { machine } from "../runtime/machine.ts";
import { typed } from "../platform/json/deserialize.ts";
import { parseJson } from "../platform/json/tokens.ts";
import type { MethodSymbol, Type } from "../symbols/model.ts";
import { auraEnabled, toPage, visible, type Leaves } from "./component-values.ts";
import { ApexFailure, NotCallable } from "./failure.ts";
import type { Plain } from "./values.ts";

/** A call from a Lightning component (parameters by name) or from a Visualforce page (arguments in order). */
export type PageCall =
  | { kind: "aura"; className: string; method: string; parameters: Record<string, Plain> }
  | { kind: "remote"; className: string; method: string; arguments: Plain[] };

interface Kind {
  annotation: string;
  shown: string;
  leaves: Leaves;
}
const kinds: Readonly<Record<PageCall["kind"], Kind>> = {
  aura: { annotation: "auraenabled", shown: "@AuraEnabled", leaves: auraEnabled },
  remote: { annotation: "remoteaction", shown: "@RemoteAction", leaves: visible },
};

/** Runs the method within the running transaction. @throws NotCallable, ApexFailure for a parameter of another type */
export function answerPage(program: Program, call: PageCall): Plain {
  const method = methodOf(program, call);
  const values = call.kind === "aura" ? call.parameters : call.arguments;
  const args = method.parameters.map(({ name, type }, index) =>
    argument(name, type, (Array.isArray(values) ? values[index] : own(values, name)) ?? null),
  );
  const owner = machine().organization.classes[method.owner.id] as unknown as Record<
    string,
    (...a: unknown[]) => unknown
  >;
  owner["$init"]?.();
  return toPage(owner[method.key]!(...args) ?? null, kinds[call.kind].leaves);
}

const own = (values: Record<string, Plain>, name: string): Plain | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

function methodOf(program: Program, call: PageCall): MethodSymbol {
  const { annotation, shown } = kinds[call.kind];
  const owner = program.table.findQualified(call.className.split("."), null);
  if (!owner || owner.platform || owner.kind !== "class")
    throw new NotCallable(`There is no Apex class ${call.className}.`);
  const named = owner.methods.get(call.method.toLowerCase()) ?? [];
  if (named.length === 0) throw new NotCallable(`${owner.fullName} has no method ${call.method}.`);
  const offered = named.filter(
    (m) =>
      m.static &&
      (m.visibility === "public" || m.visibility === "global") &&
      m.annotations.some(({ name }) => name === annotation) &&
      (call.kind === "aura" || m.parameters.length === call.arguments.length),
  );
  if (offered.length === 1) return offered[0]!;
  throw new NotCallable(
    offered.length === 0
      ? `${owner.fullName}.${call.method} is no public static method with ${shown}${call.kind === "remote" ? ` and ${call.arguments.length} parameter(s)` : ""}.`
      : `${owner.fullName} has ${offered.length} methods ${call.method} with ${shown}; one is allowed.`,
  );
}

function argument(name: string, type: Type, value: Plain): unknown {
  const text = JSON.stringify(value);
  try {
    return typed(parseJson(text), type, { text, strict: false });
  } catch (thrown) {
    if (!(thrown instanceof ApexException)) throw thrown;
    const message = `Value provided is invalid for action parameter '${name}' of type '${type.name}'`;
    throw new ApexFailure(message, "", { message });
  }
}
