import type { PageSettings } from "./settings.ts";

export type PageName = "simulator" | "connector" | "login";

/** Only our own files, no inline script, no inline style. */
const own = {
  "default-src": "'self'",
  "img-src": "'self' data:",
  "object-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
};

/** The console frames connector and login; they talk to the server. The simulator is framed by nobody and talks to its host only. */
export function contentSecurityPolicy(page: PageName, settings: PageSettings): string {
  const server = new URL(settings.serverUrl);
  const socket = `${server.protocol === "https:" ? "wss" : "ws"}://${server.host}`;
  const directives: Record<string, string> =
    page === "simulator"
      ? { ...own, "connect-src": "'self'", "frame-ancestors": "'none'" }
      : {
          ...own,
          "connect-src": `'self' ${server.origin} ${socket}`,
          "frame-ancestors": ["'self'", ...settings.consoleOrigins].join(" "),
        };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** Files keep their names from build to build, so the browser asks each time and mostly gets a 304. */
export const pageHeaders = (page: PageName, settings: PageSettings): Record<string, string> => ({
  "content-security-policy": contentSecurityPolicy(page, settings),
  "cache-control": "no-cache",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
});
