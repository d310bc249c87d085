import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import type { BrowserContext, Route } from "@playwright/test";
import { packageLabels } from "../../scripts/pages/package-labels.ts";
import { inRepository } from "../../scripts/repository.ts";
import { REMOTING_SCRIPT } from "./remoting.ts";

const host = (...path: string[]) => inRepository("force-app/main/connector-host", ...path);
const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

/** Salesforce's console and the host of the package's Visualforce pages; both names are routed, nothing leaves the machine. */
export const CONSOLE = "https://northwind.lightning.force.com";
export const PAGES = "https://northwind--acme.vf.force.com";
/** Salesforce puts a number that changes with every version before the name of a static resource. */
const RESOURCE = "/resource/1763800000000/acme__PartnerTelephonyConnector/";

/** Where the package's pages are found. */
export interface VisualforceSite {
  /** Names of pages by path. */
  readonly pages: Readonly<Record<string, string>>;
  /** In place of the address that the static resource was built with. */
  readonly serverUrl?: string;
}

const PACKAGED: VisualforceSite = {
  pages: Object.fromEntries(
    ["PartnerTelephonyConnector", "PartnerTelephonyLogin"].map((page) => [`/apex/acme__${page}`, page]),
  ),
};

/**
 * Serves the package's pages and their static resource as Salesforce would send them: scripts in the head, classic, labels in the
 * user's language (`en_US`, `de`).
 */
export async function serveVisualforce(context: BrowserContext, language = "en_US"): Promise<void> {
  await context.route(`${PAGES}/**`, async (route) => {
    const file = await fileAt(new URL(route.request().url()).pathname, PACKAGED, language);
    await (file === null ? route.fallback() : route.fulfill(file));
  });
}

/**
 * The same on this machine, in the place of the pages at `origin`. The answers come from a real server: the browser lets a page
 * that came from nowhere ask nothing of loopback addresses. Answers how to end it.
 */
export async function hostVisualforce(
  context: BrowserContext,
  origin: string,
  site: VisualforceSite,
): Promise<() => void> {
  const server = createServer((request, response) => {
    void fileAt(request.url!, site, "en_US").then((file) => {
      if (file === null) response.writeHead(404).end();
      else response.writeHead(200, { "content-type": file.contentType }).end(file.body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const path of [...Object.keys(site.pages), `${RESOURCE}*`])
    await context.route(`${origin}${path}`, (route) =>
      route.continue({ url: here + new URL(route.request().url()).pathname }),
    );
  return () => {
    server.closeAllConnections();
    server.close();
  };
}

interface SentFile {
  readonly contentType: string;
  readonly body: string;
}

async function fileAt(path: string, { pages, serverUrl }: VisualforceSite, language: string): Promise<SentFile | null> {
  const page = pages[path];
  if (page !== undefined) {
    const labels = packageLabels()[language]!;
    const source = await readFile(host("pages", `${page}.page`), "utf8");
    const body = asSent(source.replace(/\{!\$Label\.(\w+)\}/g, (_, name: string) => labels[name]!));
    return { contentType: "text/html; charset=utf-8", body };
  }
  if (!path.startsWith(RESOURCE)) return null;
  const file = path.slice(RESOURCE.length);
  const contentType = types[extname(file)] ?? "application/octet-stream";
  const isSettings = file === "settings.json" && serverUrl !== undefined;
  const built = host("staticresources", "PartnerTelephonyConnector", file);
  return { contentType, body: isSettings ? JSON.stringify({ serverUrl }) : await readFile(built, "utf8") };
}

/** What the platform makes of a page that uses apex:page, apex:includeScript and apex:stylesheet only. */
function asSent(page: string): string {
  const head = [`<title>${/\btitle="([^"]+)"/.exec(page)![1]}</title>`];
  if (/\bcontroller="/.test(page)) head.push(`<script>${REMOTING_SCRIPT}</script>`);
  const address = (value: string) => RESOURCE + /'([^']+)'/.exec(value)![1];
  const body = page
    .replace(/<apex:page[^>]*>|<\/apex:page>/g, "")
    .replace(/\{!\$RemoteAction\.([\w.]+)\}/g, "acme.$1")
    .replace(/<apex:includeScript\s+value="([^"]+)"\s*\/>/g, (_, value: string) => {
      head.push(`<script src="${address(value)}" type="text/javascript"></script>`);
      return "";
    })
    .replace(/<apex:stylesheet\s+value="([^"]+)"\s*\/>/g, (_, value: string) => {
      head.push(`<link class="user" href="${address(value)}" rel="stylesheet" type="text/css" />`);
      return "";
    });
  if (/<apex:/.test(body)) throw new Error("This page uses a Visualforce component that is not rendered here.");
  return `<!DOCTYPE HTML>\n<html><head>${head.join("")}</head><body>${body}</body></html>`;
}

/**
 * A console as far as the published library can tell: it frames the connector, posts the setup message once that has loaded,
 * frames the log-in page when it is asked to, and keeps what it hears in `window.heard`, as event and payload.
 */
export async function serveConsole(context: BrowserContext, connectorConfig: object): Promise<void> {
  const script = `
    window.heard = [];
    const [frame, login] = document.querySelectorAll("iframe");
    frame.addEventListener("load", () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (data.type !== "TELEPHONY_EVENT_DISPATCHED") return;
        window.heard.push([data.payload.telephonyEventType, data.payload.telephonyEventPayload]);
        if (data.payload.telephonyEventType === "SHOW_LOGIN") login.src = "${PAGES}/apex/acme__PartnerTelephonyLogin";
      };
      const setup = { type: "SETUP_CONNECTOR", connectorConfig: ${JSON.stringify(connectorConfig)} };
      frame.contentWindow.postMessage(setup, "${PAGES}", [port2]);
    });
    frame.src = "${PAGES}/apex/acme__PartnerTelephonyConnector";`;
  await context.route(`${CONSOLE}/**`, (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><html lang="en"><title>Console</title><body>
        <iframe title="Connector"></iframe>
        <iframe title="Log in" width="340" height="420"></iframe>
        <script>${script}</script></body></html>`,
    }),
  );
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly origin: string | null;
  readonly body: unknown;
}

/** The provider's server, by the address that the package was built with; it has no session of this browser. */
export async function serveServer(context: BrowserContext, address: string): Promise<Asked[]> {
  const asked: Asked[] = [];
  await context.route(`${address}/**`, async (route) => {
    const request = route.request();
    const cors = {
      "access-control-allow-origin": PAGES,
      "access-control-allow-credentials": "true",
      "access-control-allow-headers": "*, content-type, idempotency-key, traceparent, authorization, pt-session-epoch",
      "access-control-allow-methods": "POST, GET, DELETE",
    };
    if (request.method() === "OPTIONS") return route.fulfill({ status: 204, headers: cors });
    asked.push({
      method: request.method(),
      path: new URL(request.url()).pathname,
      origin: await request.headerValue("origin"),
      body: request.postDataJSON() as unknown,
    });
    await refuse(route, cors);
  });
  return asked;
}

function refuse(route: Route, headers: Record<string, string>): Promise<void> {
  const isLogIn = new URL(route.request().url()).pathname === "/v1/sessions";
  const code = isLogIn ? "sessions.wrong-proof" : "session.required";
  const detail = isLogIn ? "User name or password is wrong." : "Log in first.";
  return route.fulfill({
    status: 401,
    headers,
    contentType: "application/problem+json",
    body: JSON.stringify({ type: "about:blank", title: code, status: 401, code, detail, traceId: "0".repeat(32) }),
  });
}
