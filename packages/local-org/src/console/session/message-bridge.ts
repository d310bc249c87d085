import type { Rendered } from "../../lightning/contract.ts";

/** Makes the bridge component somewhere on the page. */
export type RenderBridge = (name: string, attributes: Readonly<Record<string, unknown>>) => Promise<Rendered>;

/**
 * The contact center's message bridge (guide, chapter 8): a component of the package between connector and Lightning Message
 * Service. What the connector says while it loads waits and keeps its order.
 */
export class MessageBridge {
  readonly #render: RenderBridge;
  readonly #onFault: (sentence: string) => void;
  #name: string | null = null;
  #bridge: Promise<Rendered | null> = Promise.resolve(null);

  constructor(render: RenderBridge, onFault: (sentence: string) => void) {
    this.#render = render;
    this.#onFault = onFault;
  }

  /** @param name `c:messageBridge`; the same one is loaded once, a reloaded connector keeps it. */
  load(name: string | undefined, handleMessage: (message: unknown) => void): void {
    if (name === undefined || name === this.#name) return;
    this.#name = name;
    this.#bridge = this.#render(name, { handleMessage }).catch((error: Error) => {
      this.#onFault(`The message bridge ${name} is not there. ${error.message}`);
      return null;
    });
  }

  publish(payload: unknown): void {
    void this.#bridge.then((bridge) => bridge?.call("publishMessage", payload));
  }
}
