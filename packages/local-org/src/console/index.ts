import { createElement } from "lwc";
import type { ConsoleChange } from "../console-contract.ts";
import App from "./modules/console/app/app.ts";
import { openChanges } from "./org/change-stream.ts";
import { createOrgClient } from "./org/org-client.ts";
import { consolePackage } from "./package/console-package.ts";
import { toolkitEvents, transcriptEvent } from "./package/toolkit-events.ts";
import { toolkitPhone } from "./package/toolkit-phone.ts";
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
      phone: toolkitPhone(() => session),
    });
    const background = document.getElementById("background")!;
    const bridge = new MessageBridge(
      (name, attributes) => components.render(name, attributes, background),
      (sentence) => session.alert("error", sentence),
    );
    let calls: ConsoleView["phone"]["calls"] = [];
    const told = (change: ConsoleChange): ConsoleChange => {
      const said =
        change.kind === "transcript" ? transcriptEvent(change.entry, session.view.voiceCalls.values()) : null;
      if (said) components.telephonyEvent(said.name, said.detail);
      return change;
    };
    const session: ConsoleSession = new ConsoleSession({
      org,
      user,
      openChanges: (who, after, hear, onConnected) =>
        openChanges(who, after, (change) => hear(told(change)), onConnected),
      now: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      bridge,
      onView: (view: ConsoleView) => {
        for (const { name, detail } of toolkitEvents(calls, view.phone.calls)) components.telephonyEvent(name, detail);
        calls = view.phone.calls;
        Object.assign(app, { view });
      },
    });
    Object.assign(app, { session, components });
    await session.start();
  } catch (error) {
    Object.assign(app, { startFault: (error as Error).message });
  }
}

void start();
