import { createElement } from "lwc";
import App from "./modules/console/app/app.ts";
import { openChanges } from "./org/change-stream.ts";
import { createOrgClient } from "./org/org-client.ts";
import { consolePackage } from "./package/console-package.ts";
import { ConsoleSession } from "./session/console-session.ts";
import { MessageBridge } from "./session/message-bridge.ts";
import type { ConsoleView } from "./session/view.ts";

/** The page of one user: `?user=<username>`; without one, the org's first user. `&panel=` is the widget's width in pixels, `&language=` (`de`) that of the package's components. */
async function start(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const org = createOrgClient((input, init) => fetch(input, init));
  const app = createElement("console-app", { is: App });
  Object.assign(app, { org, panelWidth: Number(query.get("panel")) || 340 });
  document.getElementById("page")!.append(app);
  try {
    const user = query.get("user") ?? (await org.org()).users[0]?.Username;
    if (user === undefined) throw new Error("The org has no users. Add one to its definition.");
    const components = consolePackage({
      org,
      user,
      language: query.get("language") ?? "en_US",
      toast: (kind, text) => session.alert(kind, text),
      openRecord: (id) => session.showTab(id),
    });
    const background = document.getElementById("background")!;
    const bridge = new MessageBridge(
      (name, attributes) => components.render(name, attributes, background),
      (sentence) => session.alert("error", sentence),
    );
    const session: ConsoleSession = new ConsoleSession({
      org,
      user,
      openChanges,
      now: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      bridge,
      onView: (view: ConsoleView) => Object.assign(app, { view }),
    });
    Object.assign(app, { session, components });
    await session.start();
  } catch (error) {
    Object.assign(app, { startFault: (error as Error).message });
  }
}

void start();
