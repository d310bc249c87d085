import "@lwc/synthetic-shadow";
import { createElement } from "lwc";
import components from "virtual:package-components";
import type { ComponentPage, PackageComponents, Rendered } from "./contract.ts";
import { servePage } from "./platform.ts";
import { recordsChanged } from "./record-changes.ts";
import { telephonyEvent } from "./telephony-events.ts";
import { toastOf } from "./toast.ts";

/** The package's own Lightning web components, as an org would run them. Called once for a page. */
export function openPackageComponents(page: ComponentPage): PackageComponents {
  servePage(page);
  document.addEventListener("lightning__showtoast", (event) => page.toast?.(toastOf((event as CustomEvent).detail)));
  return {
    names: Object.keys(components).sort(),
    renderComponent: (name, attributes, element) => render(name, attributes, element, page.language ?? "en_US"),
    telephonyEvent,
    recordChanged: recordsChanged,
  };
}

async function render(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  element: Element,
  language: string,
): Promise<Rendered> {
  const path = name.replace(":", "/");
  const load = components[path];
  if (!load) throw new Error(`The package has no component ${name}. It has ${Object.keys(components).join(", ")}.`);
  const { default: is } = await load();
  const component = createElement(tagOf(path), { is });
  component.lang = language.split("_")[0]!;
  Object.assign(component, attributes);
  element.append(component);
  return {
    set: (changed) => void Object.assign(component, changed),
    call: (method, ...args) =>
      (component as unknown as Record<string, (...given: unknown[]) => unknown>)[method]!(...args),
    remove: () => component.remove(),
  };
}

/** `c/messageBridge` is `c-message-bridge` in markup. */
const tagOf = (path: string): string =>
  path.replace("/", "-").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
