import { createElement } from "lwc";
import App from "./modules/simulator/app/app.ts";
import { createBackend } from "./data/backend.ts";
import type { PollPorts } from "./data/poll.ts";

const pollPorts: PollPorts = {
  setTimeout: (run, ms) => window.setTimeout(run, ms),
  clearTimeout: (handle) => window.clearTimeout(handle),
  isVisible: () => document.visibilityState === "visible",
  onVisible(run) {
    const listener = (): void => {
      if (document.visibilityState === "visible") run();
    };
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  },
};

/** The brand is decoration: without it the page still works, and the sections say what is down. */
async function brandOf(): Promise<string> {
  const response = await fetch("/settings.json").catch(() => null);
  const settings = response?.ok ? ((await response.json()) as { brand?: unknown }) : {};
  return typeof settings.brand === "string" ? settings.brand : "Partner Telephony";
}

const backend = createBackend(
  (input, init) => fetch(input, init),
  () => crypto.randomUUID(),
);
const app = createElement("simulator-app", { is: App });
Object.assign(app, { backend, pollPorts });
document.getElementById("page")!.append(app);
void brandOf().then((brand) => Object.assign(app, { brand }));
