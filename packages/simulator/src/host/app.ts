import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { HostError } from "./errors.ts";
import { requireLoopbackHost } from "./guard.ts";
import { pageHeaders, type PageName } from "./page-headers.ts";
import { asHostError, sendProblem } from "./problem.ts";
import { mountRelay } from "./relay.ts";
import type { HostSettings } from "./settings.ts";

export interface AppPorts {
  readonly logError: (error: unknown) => void;
}

const BODY_LIMIT = 64 * 1024;

/** Folder of each page. */
export const pageFolders = (settings: HostSettings): Readonly<Record<PageName, string>> => ({
  simulator: resolve(settings.simulatorDir),
  connector: resolve(join(settings.connectorDir, "connector")),
  login: resolve(join(settings.connectorDir, "login")),
});

/** Serves our pages and, to the simulator page only, the operator's side of server and switch. */
export async function hostApp(settings: HostSettings, ports: AppPorts): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    frameworkErrors: (error, _request, reply) => {
      void sendProblem(reply as FastifyReply, asHostError(error, ports.logError));
    },
  }) as unknown as FastifyInstance;
  // Bodies go on as they came: server and switch judge them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.addHook("onRequest", async (request) => {
    requireLoopbackHost(request.headers, request.socket.localPort ?? settings.port);
  });
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, asHostError(error, ports.logError)));
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new HostError("route.unknown")));
  app.get("/", (_request, reply) => reply.redirect("/simulator/"));
  app.get("/health", (_request, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }));
  app.get("/settings.json", (_request, reply) =>
    reply.headers({ "cache-control": "no-store", "x-content-type-options": "nosniff" }).send(settings.page),
  );
  app.get("/favicon.ico", (_request, reply) => reply.code(204).send());
  mountRelay(app, "switch", settings.switchUrl, settings.operatorCredential);
  mountRelay(app, "server", settings.page.serverUrl, settings.operatorCredential);
  for (const [page, folder] of Object.entries(pageFolders(settings)))
    await mountPage(app, page as PageName, folder, settings, ports);
  return app;
}

async function mountPage(
  app: FastifyInstance,
  page: PageName,
  folder: string,
  settings: HostSettings,
  { logError }: AppPorts,
): Promise<void> {
  const headers = pageHeaders(page, settings.page);
  const built = await isBuilt(folder);
  await app.register(async (scope) => {
    scope.addHook("onSend", async (_request, reply, payload) => {
      reply.headers(headers);
      return payload;
    });
    scope.get(`/${page}`, (_request, reply) => reply.redirect(`/${page}/`));
    if (!built) {
      scope.get(`/${page}/*`, () => {
        throw new HostError("page.not-built");
      });
      return;
    }
    // A path that leads out of the folder, or that no file can have: there is nothing there, and no body is at fault.
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const refused = error.statusCode !== undefined && error.statusCode < 500;
      return sendProblem(reply, refused ? new HostError("route.unknown") : asHostError(error, logError));
    });
    await scope.register(fastifyStatic, {
      root: folder,
      prefix: `/${page}/`,
      cacheControl: false,
      decorateReply: false,
    });
  });
}

export async function isBuilt(folder: string): Promise<boolean> {
  return stat(join(folder, "index.html")).then(
    (found) => found.isFile(),
    () => false,
  );
}
