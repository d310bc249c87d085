import { ConnectorError, SENTENCES } from "../core/connector-error.ts";
import type { Core } from "../core/core.ts";
import type { DialedContact } from "./destination.ts";
import type { Publisher } from "./publisher.ts";

/** Digits, and commas that wait (guide, chapter 16, Contact: "Any extension to be dialed after dialing the number"). */
const EXTENSION = /^[0-9A-D*#,]{1,32}$/;

/** Goes with the dial command: the server dials it once somebody has answered, whatever becomes of this page. Nothing: it is none. */
export function extensionOf(contact: DialedContact): { extension?: string } {
  const extension = typeof contact?.extension === "string" ? contact.extension.replace(/\s/g, "") : "";
  return EXTENSION.test(extension) ? { extension } : {};
}

/** That it could not be dialed is said to the agent: nobody here has asked for it, so nobody else would. */
export function tellOfExtensions(core: Core, publisher: Publisher): void {
  core.onNews((news) => {
    if (news.type !== "signal" || news.signal.type !== "request.failed") return;
    const { requestType, code } = news.signal;
    if (requestType === "dialExtension") publisher.publishError(new ConnectorError(code, SENTENCES["request.failed"]));
  });
}
