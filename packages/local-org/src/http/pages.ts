import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { VendorInfo } from "../setup/vendor-info.ts";

export interface PagesOptions {
  folder: string;
  /** Origins that the console may frame and call besides the vendors' own. */
  frameOrigins: readonly string[];
  vendorInfos: readonly VendorInfo[];
  /** Where pages may load audio from: the org's Trusted URLs, as they are when the page is loaded. */
  trustedForMedia: () => readonly string[];
}

/** The console's single page under `/` and under every Lightning address, and its files. */
export function registerPages(
  app: FastifyInstance,
  { folder, frameOrigins, vendorInfos, trustedForMedia }: PagesOptions,
): void {
  app.addHook("onSend", async (_request, reply) => {
    reply.headers(securityHeaders(vendorInfos, frameOrigins, trustedForMedia()));
  });
  app.register(fastifyStatic, { root: folder, index: false, wildcard: true, cacheControl: true, maxAge: 0 });
  const page = (reply: FastifyReply): FastifyReply | Promise<FastifyReply> => {
    if (existsSync(join(folder, "index.html"))) return reply.header("cache-control", "no-cache").sendFile("index.html");
    return reply
      .code(503)
      .type("text/plain; charset=utf-8")
      .send(`The console is not built: ${folder} has no index.html.\n`);
  };
  app.get("/", (_request, reply) => page(reply));
  app.get("/lightning/*", (_request, reply) => page(reply));
}

function securityHeaders(
  vendorInfos: readonly VendorInfo[],
  more: readonly string[],
  media: readonly string[],
): Record<string, string> {
  const urls = vendorInfos.flatMap((vendor) => [vendor.connectorUrl, vendor.customLoginUrl ?? []].flat());
  const absolute = urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin);
  const origins = [...new Set([...absolute, ...more])].join(" ") || "'none'";
  const policy = [
    "default-src 'self'",
    `frame-src ${origins}`,
    ["media-src 'self' blob:", ...media].join(" "),
    "img-src 'self' data:",
    "style-src 'self' 'unsafe-inline'", // LWC puts component styles into style elements
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
  };
}
