import type { ComponentPage } from "./contract.ts";
import { changingValue } from "./changing-value.ts";
import { REFRESH } from "./refresh.ts";

/**
 * What the modules that the platform makes (`@salesforce/…`) stand on. They are evaluated when a component is first loaded:
 * `servePage` comes before.
 */
let page: ComponentPage = {};

export function servePage(served: ComponentPage): void {
  page = served;
}
export const servedPage = (): ComponentPage => page;

/** A label in the user's language: `de` also for `de_CH`; else English, as the platform falls back. */
export function labelText(texts: Readonly<Record<string, string | undefined>>): string {
  const language = page.language ?? "en_US";
  return texts[language] ?? texts[language.split("_")[0]!] ?? texts["en_US"]!;
}

export const userId = (): string => page.userId ?? "";
/** Of the user's language, as BCP 47 writes it: an org has a setting of its own for it. */
export const locale = (): string => (page.language ?? "en_US").replaceAll("_", "-");
/** The browser's: users here have no setting for it. */
export const timeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
export const hasPermission = (name: string): boolean => page.permissions?.includes(name) ?? false;

type Parameters = Readonly<Record<string, unknown>>;

async function runApex(method: string, parameters: Parameters): Promise<unknown> {
  if (page.apex) return page.apex(method, parameters);
  throw apexError(`The stand-in runs no Apex here, so ${method} has no answer.`);
}

/** As the platform rejects: a plain Error whose `body.message` components read. */
export function apexError(message: string): Error {
  return Object.assign(new Error(message), { body: { message }, status: 500, ok: false });
}

/** Default export of `@salesforce/apex/Class.method`: called with parameters, or a wire adapter. */
export function apexMethod(method: string) {
  const call = (parameters: Parameters = {}): Promise<unknown> => runApex(method, parameters);
  return Object.assign(call, { adapter: changingValue((config: Parameters) => runApex(method, config)) });
}

/** Reads a wired value again. @param wired what the adapter provisioned */
export function refreshApex(wired: unknown): Promise<void> {
  const refresh = (wired as { [REFRESH]?: () => Promise<void> } | undefined)?.[REFRESH];
  return refresh?.() ?? Promise.resolve();
}
