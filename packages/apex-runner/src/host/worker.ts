import { parentPort, workerData } from "node:worker_threads";
import { compile } from "../project.ts";
import { formatDiagnostic } from "../syntax/diagnostic.ts";
import { ApexFailure, ApexHost } from "./host.ts";
import type { HostRequest, HostResults, HostStart } from "./start.ts";

/** The thread on which a host's Apex runs: it may block on callouts while the main thread goes on answering. */
const { roots, namespace, cache, options } = workerData as HostStart;
const port = parentPort!;
const compiled = await compile(roots, { namespace: namespace ?? null, cache: cache ?? null });
if (!compiled.ok) port.postMessage({ compileErrors: compiled.diagnostics.map(formatDiagnostic) });
else {
  const host = new ApexHost(compiled.program, { ...options, parseQuery: compiled.parseQuery });
  port.on("message", (request: HostRequest) => {
    try {
      port.postMessage({ id: request.id, result: answer(host, request) });
    } catch (e) {
      const trace = e instanceof ApexFailure ? e.stackTrace : null;
      port.postMessage({ id: request.id, failure: e instanceof Error ? e.message : String(e), trace });
    }
  });
  port.postMessage({ ready: true });
}

function answer(host: ApexHost, request: HostRequest): HostResults[keyof HostResults] {
  switch (request.k) {
    case "call":
      return host.call(request.className, request.method, request.args);
    case "implements":
      return host.implements(request.className, request.interfaceName);
    case "rest":
      return host.rest(request.call);
  }
}
