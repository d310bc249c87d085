import { slotOf } from "../runtime/objects.ts";
import { enumValues } from "../runtime/enums.ts";
import type { FieldSymbol, Type, TypeSymbol } from "../symbols/model.ts";
import { fieldNamed } from "../symbols/members.ts";
import type { At } from "../syntax/position.ts";
import type { Body } from "./body.ts";
import { isNamed } from "./conversions.ts";
import type { Target, Value } from "./value.ts";

/** Classes whose statics must be set up before first use (rule 93). */
export function needsStaticInit(symbol: TypeSymbol): boolean {
  if (symbol.platform || symbol.kind !== "class") return false;
  if (symbol.initializers.some((i) => i.static)) return true;
  if ([...symbol.fields.values()].some((f) => f.static && f.value)) return true;
  return symbol.superType ? needsStaticInit(symbol.superType.symbol) : false;
}

/** `js` with the class's statics set up first, unless code of the class itself is running. */
export function initialized(body: Body, symbol: TypeSymbol, js: string): string {
  if (!needsStaticInit(symbol) || body.owner === symbol) return js;
  return `(I${symbol.id}(), ${js})`;
}

export function staticSlot(field: FieldSymbol): string {
  return `s${field.owner.id}_${field.name.toLowerCase()}`;
}

export function nonNull(value: Value): string {
  return value.nonNull ? value.js : `$.nn(${value.js})`;
}

function checkReadable(body: Body, at: At, field: FieldSymbol): void {
  if (body.unit.table.platform.unsupported.has(field))
    body.fail(at, `${field.owner.fullName}.${field.name}`, "unsupported");
  if (body.accessorOf === field) return;
  if (field.getter === null) body.fail(at, `Property is not readable: ${field.name}`);
  if (!body.canSee(field.owner, field.getter, field.testVisible))
    body.fail(at, `Variable is not visible: ${field.name}`);
}

function usesSlot(body: Body, field: FieldSymbol, which: "get" | "set"): boolean {
  if (body.accessorOf === field) return true;
  return which === "get" ? !field.getterBody : !field.setterBody;
}

export function readStatic(body: Body, at: At, field: FieldSymbol): Value {
  checkReadable(body, at, field);
  const { owner, type } = field;
  if (owner.kind === "enum") {
    const value = enumValues(owner)[owner.constants.findIndex((c) => c.toLowerCase() === field.name.toLowerCase())];
    return { at, type, js: body.unit.constant(value), nonNull: true };
  }
  if (owner.platform)
    return {
      at,
      type: triggerType(body, field),
      js: `$.platformStatic(${JSON.stringify(`${owner.fullName}.${field.name}`)})`,
    };
  const js = usesSlot(body, field, "get") ? staticSlot(field) : `C${owner.id}["get ${field.name.toLowerCase()}"]()`;
  return { at, type, js: initialized(body, owner, js) };
}

/** In a trigger `Trigger.new` is a list of its object. */
function triggerType(body: Body, field: FieldSymbol): Type {
  const record = body.owner.triggerOn;
  if (!record || field.owner.fullName !== "System.Trigger" || !field.type.args.length) return field.type;
  return isNamed(field.type, "List") ? body.get("List", record) : body.get("Map", body.get("Id"), record);
}

/** Fields of records, and `Id`, which the type of all records has: both live in the record's fields. */
function isRecordField(field: FieldSymbol): boolean {
  return field.owner.kind === "sobject" || (field.owner.platform && field.owner.name === "SObject");
}

/** `receiver.name` for a value. */
export function readField(body: Body, at: At, receiver: Value, name: string): Value {
  const single = receiver.rowsOf && rowField(body, receiver, name);
  if (single) return readField(body, at, single, name);
  const found = fieldNamed(receiver.type, name);
  if (!found) return body.fail(at, `Variable does not exist: ${name} (in ${receiver.type.name})`);
  const { field, type } = found;
  if (field.static) return body.fail(at, `Static field cannot be referenced through an instance: ${name}`);
  checkReadable(body, at, field);
  const guards = receiver.guards ? { guards: receiver.guards } : {};
  if (isRecordField(field)) {
    const parent = !isNamed(type, "List") && (type.symbol.kind === "sobject" || isNamed(type, "SObject"));
    const read = receiver.parent ? "parentField" : "field";
    return {
      at,
      type,
      js: `$.${read}(${receiver.js}, ${JSON.stringify(name.toLowerCase())})`,
      ...(parent ? { parent } : {}),
      ...guards,
    };
  }
  const object = receiver.isSuper ? "this" : nonNull(receiver);
  if (usesSlot(body, field, "get")) return { at, type, js: `${object}.${slotOf(field)}`, ...guards };
  const through = receiver.isSuper ? "super" : object;
  return { at, type, js: `${through}["get ${field.name.toLowerCase()}"]()`, ...guards };
}

/** A query stands for its one row when a field of the row is asked for. */
function rowField(body: Body, receiver: Value, name: string): Value | null {
  if (!fieldNamed(receiver.rowsOf!.type, name)) return null;
  const row: Value = { at: receiver.at, type: receiver.rowsOf!.type, js: `$.single(${receiver.js})` };
  if (receiver.guards) row.guards = receiver.guards;
  void body;
  return row;
}

function checkWritable(body: Body, at: At, field: FieldSymbol): void {
  if (body.unit.table.platform.unsupported.has(field))
    body.fail(at, `${field.owner.fullName}.${field.name}`, "unsupported");
  if (field.final) {
    const allowed = field.owner === body.owner && body.initializes === (field.static ? "static" : "instance");
    if (!allowed) body.fail(at, `Field is not writeable: ${field.name}`);
  }
  if (body.accessorOf === field) return;
  if (field.setter === null) body.fail(at, `Field is not writeable: ${field.name}`);
  if (!body.canSee(field.owner, field.setter, field.testVisible))
    body.fail(at, `Variable is not visible: ${field.name}`);
}

export function staticTarget(body: Body, at: At, field: FieldSymbol): Target {
  checkWritable(body, at, field);
  if (field.owner.platform) {
    const name = JSON.stringify(`${field.owner.fullName}.${field.name}`);
    return {
      type: field.type,
      before: [],
      read: `$.platformStatic(${name})`,
      write: (js) => `$.setPlatformStatic(${name}, ${js})`,
    };
  }
  const init = (js: string): string => initialized(body, field.owner, js);
  const key = field.name.toLowerCase();
  return {
    type: field.type,
    before: [],
    read: usesSlot(body, field, "get") ? init(staticSlot(field)) : init(`C${field.owner.id}["get ${key}"]()`),
    write: (js) =>
      usesSlot(body, field, "set")
        ? init(`${staticSlot(field)} = ${js}`)
        : init(`C${field.owner.id}["set ${key}"](${js})`),
  };
}

export function fieldTarget(body: Body, at: At, receiver: Value, name: string): Target {
  const found = fieldNamed(receiver.type, name);
  if (!found) return body.fail(at, `Variable does not exist: ${name} (in ${receiver.type.name})`);
  const { field, type } = found;
  if (field.static) return body.fail(at, `Static field cannot be referenced through an instance: ${name}`);
  checkWritable(body, at, field);
  const key = name.toLowerCase();
  const plain = /^(this|v_\w+)$/.test(receiver.js);
  const object = plain ? receiver.js : body.temp();
  const before = plain ? [] : [`${object} = ${receiver.js}`];
  const safe = receiver.nonNull ? object : `$.nn(${object})`;
  if (isRecordField(field)) {
    return {
      type,
      before,
      read: `$.field(${object}, ${JSON.stringify(key)})`,
      write: (js) => `$.setField(${object}, ${JSON.stringify(key)}, ${js})`,
    };
  }
  return {
    type,
    before,
    read: usesSlot(body, field, "get") ? `${safe}.${slotOf(field)}` : `${safe}["get ${key}"]()`,
    write: (js) => (usesSlot(body, field, "set") ? `${safe}.${slotOf(field)} = ${js}` : `${safe}["set ${key}"](${js})`),
  };
}

export function thisValue(body: Body, at: At): Value {
  if (body.static) body.fail(at, "Non-static member cannot be referenced from a static context");
  return { at, type: body.owner.type as Type, js: "this", nonNull: true };
}
