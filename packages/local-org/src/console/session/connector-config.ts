import type { ConsoleView } from "./view.ts";

/** A package without a namespace is `c`, in one place of the guide `C`. */
export const labelOf = (labels: ConsoleView["customLabels"], namespace: string, label: string): string | null => {
  const name = `${namespace === "C" ? "c" : namespace}.${label}`;
  return Object.hasOwn(labels, name) ? labels[name]! : null;
};

/** Address of the log-in page from the setup message, with the user's name; null without one. */
export function loginUrlOf(config: Readonly<Record<string, unknown>>): string | null {
  const url = config["scvVendorLoginUrl"];
  if (typeof url !== "string" || !URL.canParse(url)) return null;
  const withUser = new URL(url);
  if (typeof config["userName"] === "string") withUser.searchParams.set("username", config["userName"]);
  return withUser.href;
}
