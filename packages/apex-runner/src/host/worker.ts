import { parentPort, workerData } from "node:worker_threads";
import { compile } from "../project.ts";
import { formatDiagnostic } from "../syntax/diagnostic.ts";
import { ApexFailure, NotCallable } from "./failure.ts";
import { ApexHost } from "./host.ts";
import type { Failed, HostRequest, HostResults, HostStart } from "./start.ts";

/** The thread on which a host's Apex runs: it may block on callouts while the main thread goes on answering. */
const { roots, namespace, cache, counters, options } = workerData as HostStart;
const port = parentPort!;
const compiled = await compile(roots, { namespace: namespace ?? null, cache: cache ?? null });
if (!compiled.ok) port.postMessage({ compileErrors: compiled.diagnostics.map(formatDiagnostic) });
else {
  const host = new ApexHost(compiled.program, { ...options, parseQuery: compiled.parseQuery });
  host.countFrom(counters ?? {});
  port.on("message", (request: HostRequest) => {
    try {
      port.postMessage({ id: request.id, result: answer(host, request) });
    } catch (e) {
      port.postMessage({ id: request.id, failed: failedWith(e) });
    }
  });
  port.postMessage({ ready: true });
}

function answer(host: ApexHost, request: HostRequest): HostResults[keyof HostResults] {
  switch (request.k) {
    case "call":
      return host.call(request.className, request.method, request.args);
    case "page":
      host.load(request.load);
      return host.page(request.call, request.caller);
    case "insert":
      host.load(request.load);
      return host.insert(request.records, request.caller);
    case "implements":
      return host.implements(request.className, request.interfaceName);
    case "rest":
      return host.rest(request.call);
  }
}

function failedWith(e: unknown): Failed {
  const message = e instanceof Error ? e.message : String(e);
  if (e instanceof ApexFailure) return { kind: "apex", message, stackTrace: e.stackTrace, body: e.body };
  return { kind: e instanceof NotCallable ? "not-callable" : "host", message };
}
