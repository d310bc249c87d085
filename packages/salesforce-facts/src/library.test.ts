import { beforeAll, describe, expect, it } from "vitest";
import { capabilities, frames as examples, origins, setupKeys } from "./index.ts";

/** The facts against the published connector library, version 3.6.2, unmodified. Its only tie to a browser is `window`. */

interface Library {
  initializeConnector(connector: object): void;
  readonly [resultClass: string]: unknown;
}
type Listener = (message: { origin: string; data: unknown; ports: readonly unknown[] }) => Promise<void>;
interface Frame {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

let library: Library;
const listeners = new Set<Listener>();

beforeAll(async () => {
  const window = {
    addEventListener: (_: string, listener: Listener) => listeners.add(listener),
    removeEventListener: (_: string, listener: Listener) => listeners.delete(listener),
  };
  Object.assign(globalThis, { window, self: globalThis });
  const loaded = (await import("@salesforce/scv-connector-base" as string)) as { default?: Library } & Library;
  library = loaded.default ?? loaded;
});

function made(name: string, given: object = {}): unknown {
  return new (library[name] as new (given: object) => unknown)(given);
}

const connector = {
  init: async () => made("InitResult"),
  getAgentConfig: async () => made("AgentConfigResult"),
  getCapabilities: async () => made("CapabilitiesResult"),
  getActiveCalls: async () => made("ActiveCallsResult"),
};

/** What the connector puts on the port after a setup message from this origin. */
async function framesAfterSetup(origin: string, connectorConfig: object): Promise<Frame[]> {
  listeners.clear();
  library.initializeConnector(connector);
  const frames: Frame[] = [];
  const port = { postMessage: (frame: Frame) => frames.push(frame) };
  await Promise.all(
    [...listeners].map((listener) =>
      listener({ origin, data: { type: "SETUP_CONNECTOR", connectorConfig }, ports: [port] }),
    ),
  );
  return frames;
}

describe("the published library", () => {
  it.each(origins.map(({ origin, acceptedBy, why }) => [origin, acceptedBy.includes(3), why] as const))(
    "takes a setup from %s: %s (%s)",
    async (origin, accepted) => {
      const frames = await framesAfterSetup(origin, {});
      expect(frames.some(({ type }) => type === "CONNECTOR_READY")).toBe(accepted);
    },
  );

  it("announces the capabilities of version 3 with the defaults of the table", async () => {
    const frames = await framesAfterSetup("https://acme.lightning.force.com", {});
    const ready = frames.find(({ type }) => type === "CONNECTOR_READY");
    const expected = capabilities.filter(({ versions }) => versions.includes(3));
    expect(ready).toEqual(examples.find(({ id }) => id === "frame.connector.connector-ready")?.frame);
    expect(ready?.payload.capabilities).toEqual(
      Object.fromEntries(expected.map(({ key, byDefault }) => [key, byDefault])),
    );
  });

  it("logs of the setup message the keys that the table says, and never the certificate", async () => {
    const config = Object.fromEntries(setupKeys.map(({ key, example }) => [key, example]));
    const frames = await framesAfterSetup("https://acme.lightning.force.com", config);
    const setup = frames.find(({ type, payload }) => type === "LOG" && payload.eventType === "SETUP_CONNECTOR");
    const logged = setupKeys.filter((key) => key.logged).map(({ key }) => key);
    expect(Object.keys(setup?.payload.payload as object).sort()).toEqual(logged.sort());
  });
});
