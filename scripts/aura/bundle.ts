import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { inRepository } from "../repository.ts";

type Action = (component: FakeComponent, event: FakeEvent, helper: Functions) => void;
type Functions = Readonly<Record<string, Action>>;

/** What an Aura event gives: parameters of a message, or the arguments of a method. */
export interface FakeEvent {
  getParam(name: string): unknown;
  getParams(): unknown;
}

/** Stands for an Aura component: attributes and one message channel. No Aura runtime exists outside of Salesforce. */
export class FakeComponent {
  readonly published: unknown[] = [];
  readonly #values: Map<string, unknown>;

  constructor(values: Readonly<Record<string, unknown>> = {}) {
    this.#values = new Map(Object.entries(values).map(([name, value]) => [`v.${name}`, value]));
  }

  get(name: string): unknown {
    return this.#values.get(name);
  }

  set(name: string, value: unknown): void {
    this.#values.set(name, value);
  }

  find(id: string): { publish(message: unknown): void } | undefined {
    return id === "channel" ? { publish: (message) => void this.published.push(plain(message)) } : undefined;
  }
}

/** Runs an action of a bundle's controller with its helper, as Aura does: each file is one object literal. */
export function auraBundle(name: string): (action: string, component: FakeComponent, event?: FakeEvent) => void {
  const read = (part: string) =>
    runInNewContext(
      readFileSync(inRepository(`force-app/main/desktop/aura/${name}/${name}${part}.js`), "utf8"),
    ) as Functions;
  const [controller, helper] = [read("Controller"), read("Helper")];
  return (action, component, event = carrying(undefined)) => {
    const run = controller[action];
    if (run === undefined) throw new Error(`${name} has no action ${action}`);
    run(component, event, helper);
  };
}

export const carrying = (params: unknown): FakeEvent => ({
  getParams: () => params,
  getParam: (name) => (params as Record<string, unknown>)[name],
});

/** Objects of another context are equal to none of ours. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
