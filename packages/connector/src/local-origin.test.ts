import { describe, expect, it } from "vitest";
import { acceptLocalConsole } from "./local-origin.ts";

const CONSOLE = "http://localhost:8010";

/** A page whose library listens as the real one does: it hears one setup message and then no more. */
function pageWith(consoleOrigin: Promise<string | null>) {
  const page = new EventTarget();
  const heard: { origin: string; ports: number }[] = [];
  const refused: string[] = [];
  acceptLocalConsole(page, consoleOrigin, (origin) => refused.push(origin));
  page.addEventListener("message", (event) => {
    const { origin, ports } = event as MessageEvent;
    heard.push({ origin, ports: ports.length });
  });
  const post = async (origin: string, type = "SETUP_CONNECTOR") => {
    const { port1, port2 } = new MessageChannel();
    page.dispatchEvent(new MessageEvent("message", { data: { type }, origin, ports: [port2] }));
    await new Promise((go) => setImmediate(go));
    port1.close();
  };
  return { heard, refused, post };
}

describe("a console on a laptop", () => {
  it("is heard under an origin that the library accepts, with its port", async () => {
    const { heard, post } = pageWith(Promise.resolve(CONSOLE));
    await post(CONSOLE);
    expect(heard).toEqual([{ origin: "https://partner-telephony.lightning.localhost.dev.force.com", ports: 1 }]);
  });

  it.each(["http://localhost:8011", "http://evil.example", "http://127.0.0.1:8010"])(
    "that is not the configured one is not heard, and the library stays able to hear: %s",
    async (origin) => {
      const { heard, refused, post } = pageWith(Promise.resolve(CONSOLE));
      await post(origin);
      expect(heard).toEqual([]);
      expect(refused).toEqual([origin]);
      await post(CONSOLE);
      expect(heard).toHaveLength(1);
    },
  );

  it("is not heard when no console is configured", async () => {
    const { heard, post } = pageWith(Promise.resolve(null));
    await post(CONSOLE);
    expect(heard).toEqual([]);
  });

  it("over https is left to the library's own check", async () => {
    const { heard, post } = pageWith(Promise.resolve(CONSOLE));
    await post("https://evil.example");
    expect(heard).toEqual([{ origin: "https://evil.example", ports: 1 }]);
  });

  it("may send anything else untouched", async () => {
    const { heard, post } = pageWith(Promise.resolve(CONSOLE));
    await post(CONSOLE, "OTHER");
    expect(heard).toEqual([{ origin: CONSOLE, ports: 1 }]);
  });
});
