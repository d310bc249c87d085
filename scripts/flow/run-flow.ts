import { XMLParser } from "fast-xml-parser";

/** Records by object, as the flow finds and changes them. */
export type Data = Readonly<Record<string, Record<string, unknown>[]>>;
type Node = Readonly<Record<string, unknown>>;

const kinds = ["assignments", "decisions", "loops", "recordLookups", "recordUpdates"] as const;
const list = (value: unknown): Node[] =>
  value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as Node[]);

/**
 * Runs an autolaunched flow of look-ups, decisions, assignments, loops and updates, as far as ours uses them; anything else is
 * an error. No flow runs outside of Salesforce: this stands for its engine. @returns the variables at the end
 */
export function runFlow(xml: string, input: Readonly<Record<string, unknown>>, data: Data): Map<string, unknown> {
  const { Flow } = new XMLParser({ parseTagValue: false }).parse(xml) as { Flow: Node };
  const nodes = new Map(
    kinds.flatMap((kind) => list(Flow[kind]).map((node) => [String(node["name"]), { kind, node }])),
  );
  const run = new Run(data, new Map(Object.entries(input)));
  for (const { name, value } of list(Flow["variables"]))
    if (!run.values.has(String(name))) run.values.set(String(name), value === undefined ? null : run.valueOf(value));
  let next = targetOf((Flow["start"] as Node)["connector"]);
  for (let steps = 0; next !== null; steps++) {
    if (steps > 100) throw new Error("The flow does not end.");
    const found = nodes.get(next);
    if (found === undefined) throw new Error(`There is no ${next} that this engine can run.`);
    next = run.step(next, found.kind, found.node);
  }
  return run.values;
}

const targetOf = (connector: unknown): string | null =>
  connector === undefined ? null : String((connector as Node)["targetReference"]);

class Run {
  readonly values: Map<string, unknown>;
  readonly #data: Data;
  readonly #loops = new Map<string, unknown[]>();

  constructor(data: Data, values: Map<string, unknown>) {
    this.#data = data;
    this.values = values.set("$GlobalConstant", { EmptyString: "" });
  }

  /** @returns the next node, null at the end; a fault goes on where the node sends it, and without such a place it is thrown */
  step(name: string, kind: (typeof kinds)[number], node: Node): string | null {
    try {
      return this.#carryOut(name, kind, node);
    } catch (fault) {
      if (node["faultConnector"] === undefined) throw fault;
      this.values.set("$Flow", { FaultMessage: (fault as Error).message });
      return targetOf(node["faultConnector"]);
    }
  }

  #carryOut(name: string, kind: (typeof kinds)[number], node: Node): string | null {
    if (kind === "decisions") return this.#decide(node);
    if (kind === "loops") return this.#loop(name, node);
    if (kind === "assignments") for (const item of list(node["assignmentItems"])) this.#assign(item);
    if (kind === "recordLookups") {
      const found = this.#find(node);
      this.values.set(name, node["getFirstRecordOnly"] === "true" ? (found[0] ?? null) : found);
    }
    if (kind === "recordUpdates")
      for (const record of this.#find(node))
        for (const { field, value } of list(node["inputAssignments"])) record[String(field)] = this.valueOf(value);
    return targetOf(node["connector"]);
  }

  valueOf(value: unknown): unknown {
    const [kind, text] = Object.entries(value as Node)[0]!;
    if (kind === "elementReference") return this.#refer(String(text));
    if (kind === "numberValue") return Number(text);
    if (kind === "booleanValue") return text === "true";
    if (kind === "stringValue") return text;
    throw new Error(`This engine has no ${kind}.`);
  }

  #refer(reference: string): unknown {
    const [root = "", field] = reference.split(".");
    const value = this.values.get(root) ?? null;
    return field === undefined || value === null ? value : ((value as Node)[field] ?? null);
  }

  #find(node: Node): Record<string, unknown>[] {
    const filters = list(node["filters"]);
    const fits = (record: Node) => {
      const each = filters.map(({ field, value }) => record[String(field)] === this.valueOf(value));
      return node["filterLogic"] === "or" ? each.some(Boolean) : each.every(Boolean);
    };
    const found = (this.#data[String(node["object"])] ?? []).filter(fits);
    return node["limit"] === undefined ? found : found.slice(0, Number(this.valueOf(node["limit"])));
  }

  #assign({ assignToReference, operator, value }: Node): void {
    const given = this.valueOf(value);
    if (operator !== "Assign" && operator !== "AssignCount") throw new Error(`This engine has no ${String(operator)}.`);
    this.values.set(String(assignToReference), operator === "Assign" ? given : (given as unknown[]).length);
  }

  #decide(node: Node): string | null {
    const rule = list(node["rules"]).find(({ conditions }) => list(conditions).every((one) => this.#holds(one)));
    return rule === undefined ? targetOf(node["defaultConnector"]) : targetOf(rule["connector"]);
  }

  #holds({ leftValueReference, operator, rightValue }: Node): boolean {
    const left = this.#refer(String(leftValueReference));
    const right = this.valueOf(rightValue);
    if (operator === "EqualTo") return left === right;
    if (operator === "IsNull") return (left === null) === right;
    if (operator === "IsBlank") return (left === null || String(left).trim() === "") === right;
    throw new Error(`This engine has no ${String(operator)}.`);
  }

  #loop(name: string, node: Node): string | null {
    const left = this.#loops.get(name) ?? [...(this.#refer(String(node["collectionReference"])) as unknown[])];
    const [item, ...rest] = left;
    if (left.length === 0) {
      this.#loops.delete(name);
      return targetOf(node["noMoreValuesConnector"]);
    }
    this.#loops.set(name, rest);
    this.values.set(name, item);
    return targetOf(node["nextValueConnector"]);
  }
}
