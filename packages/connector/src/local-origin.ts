/**
 * Local builds only. The library accepts a setup message from https origins of Salesforce alone, and after any other one it
 * stops listening for good. The console on a laptop is `http://localhost:…`: its message is checked against the one
 * configured origin and given to the library again under an origin that it accepts and no real host can have by accident.
 */
const ACCEPTED_ORIGIN = "https://partner-telephony.lightning.localhost.dev.force.com";

/** Call before `initializeConnector`, so that the library never hears the original. */
export function acceptLocalConsole(
  page: EventTarget,
  consoleOrigin: Promise<string | null>,
  onRefused: (origin: string) => void,
): void {
  page.addEventListener("message", (event) => {
    const { data, origin, ports } = event as MessageEvent<{ type?: unknown } | null>;
    // An https console (--strict-origin) is the library's own business.
    if (data?.type !== "SETUP_CONNECTOR" || !origin.startsWith("http:")) return;
    event.stopImmediatePropagation();
    void consoleOrigin.then((expected) => {
      if (origin !== expected) return onRefused(origin);
      page.dispatchEvent(new MessageEvent("message", { data, origin: ACCEPTED_ORIGIN, ports: [...ports] }));
    });
  });
}
