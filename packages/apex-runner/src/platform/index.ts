import "./string.ts";
import "./numbers.ts";
import "./dates.ts";
import "./collections.ts";
import "./type.ts";
import "./asserts.ts";
import "./system.ts";
import "./encoding.ts";
import "./url.ts";
import "./json/index.ts";
import "./http.ts";
import "./schema.ts";
import "./field-sets.ts";
import "./sobject.ts";
import "./database.ts";
import "./asynchronous.ts";
import "./events.ts";
import "./messaging.ts";
import "./dom.ts";
import "./auth.ts";
import "./service-cloud-voice.ts";
import { missingImplementations } from "./registry.ts";

let checked = false;

/** Stops the start when a stub has no implementation behind it. */
export function checkPlatform(): void {
  if (checked) return;
  const missing = missingImplementations();
  if (missing.length) throw new Error(`platform stubs without implementation:\n${missing.join("\n")}`);
  checked = true;
}
