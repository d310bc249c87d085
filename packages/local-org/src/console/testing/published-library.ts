import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/* eslint-disable @typescript-eslint/no-explicit-any -- the published library has no types that fit its code */
export type PublishedLibrary = Record<string, any>;

const bundle = readFileSync(createRequire(import.meta.url).resolve("@salesforce/scv-connector-base"), "utf8");

export const ACCEPTED_ORIGIN = "https://northwind.lightning.force.com";

/** The published bundle, unmodified, in a page of its own: own window, own module state. */
export class ConnectorPage {
  readonly window = new EventTarget();
  readonly library: PublishedLibrary;

  constructor(makeConnector: (library: PublishedLibrary) => object) {
    const module = { exports: {} as PublishedLibrary };
    const silent = { log() {}, info() {}, warn() {}, error() {} };
    new Function("module", "exports", "window", "console", bundle)(module, module.exports, this.window, silent);
    this.library = module.exports;
    this.library["initializeConnector"](makeConnector(this.library));
  }

  /** What a browser does with the console's window message. */
  postMessage = (data: unknown, _targetOrigin: string, ports: Transferable[]): void => {
    this.window.dispatchEvent(
      new MessageEvent("message", { data, origin: ACCEPTED_ORIGIN, ports: ports as MessagePort[] }),
    );
  };

  publish(eventType: string, payload: unknown): Promise<void> {
    return this.library["publishEvent"]({ eventType, payload, registerLog: true });
  }
}
