const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Origin of the voice API from what Salesforce or an admin gave: trailing slashes and `/telephony/v1` are dropped. Plain
 * http is for loopback only, where the stand-in org lives.
 *
 * @throws {TypeError} when it is no such origin.
 */
export function voiceApiOrigin(given: string): string {
  let url: URL;
  try {
    url = new URL(given.trim());
  } catch {
    throw new TypeError("origin: not a URL. Give the scrtUrl of the org, such as https://name.my.salesforce-scrt.com");
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback.has(url.hostname))) {
    throw new TypeError("origin: must be https (http on loopback only)");
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new TypeError("origin: must hold no credentials, query or fragment");
  }
  if (!/^\/*(telephony\/v1\/*)?$/.test(url.pathname)) {
    throw new TypeError("origin: must hold no path but /telephony/v1");
  }
  return url.origin;
}

/**
 * Whether the origin is one of Salesforce's: whoever sets a tenant's origin would otherwise have our signed tokens sent to
 * a host of their own. Production and sandbox form; the forms of government clouds are unconfirmed.
 */
export function isSalesforceVoiceOrigin(origin: string): boolean {
  return /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)?\.my\.salesforce-scrt\.com$/.test(origin);
}
