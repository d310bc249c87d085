import type { Type } from "../symbols/model.ts";
import { platformTypes } from "../symbols/platform-types.ts";
import { textOf } from "../runtime/text.ts";
import { implement, type Implementation } from "./registry.ts";

/**
 * The classes of `service_cloud_voice` are containers: constructor arguments come back from getters of the same name.
 * The stubs, written from the reference, say which; two names do not follow the pattern.
 */
class Container {
  readonly $type: Type;
  readonly values = new Map<string, unknown>();
  constructor(type: Type) {
    this.$type = type;
  }
  toString(): string {
    return `${this.$type.symbol.name}[${[...this.values].map(([k, v]) => `${k}=${textOf(v)}`).join(", ")}]`;
  }
}

const NAMED: Record<string, string> = { isqueueusergroupingsupported: "supportsqueueusergrouping" };

for (const symbol of platformTypes().byName.values()) {
  if (symbol.namespace !== "service_cloud_voice" || symbol.kind !== "class") continue;
  const members: Record<string, (...args: unknown[]) => unknown> = {};
  for (const c of symbol.constructors) {
    const names = c.parameters.map((p) => p.name.toLowerCase());
    members[`new/${names.length}`] = (...args) => {
      const object = new Container(symbol.type);
      names.forEach((n, i) => object.values.set(n, args[i]));
      return object;
    };
  }
  for (const method of [...symbol.methods.values()].flat()) {
    const key = method.name.toLowerCase();
    const field = NAMED[key] ?? key.slice(3);
    members[key] = key.startsWith("set")
      ? (o, v) => ((o as Container).values.set(field, v), null)
      : (o) => (o as Container).values.get(field) ?? null;
  }
  implement(`service_cloud_voice.${symbol.name}`, members as Implementation);
}
