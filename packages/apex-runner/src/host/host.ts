import { Loaded } from "../run.ts";
import type { Program } from "../compile.ts";
import { runJobs } from "../platform/asynchronous.ts";
import { deliverEvents } from "../platform/events.ts";
import { constructOwn } from "../runtime/construct.ts";
import { ApexException, raise } from "../runtime/exceptions.ts";
import { within } from "../runtime/machine.ts";
import type { Organization } from "../runtime/organization.ts";
import { methodsNamed } from "../symbols/members.ts";
import type { TypeSymbol } from "../symbols/model.ts";
import type { Query } from "../syntax/query.ts";
import { failureOf } from "../test-runner/execute.ts";
import { newOrganization, type OrganizationOptions } from "../test-runner/organization.ts";
import { attachTriggers } from "../test-runner/triggers.ts";
import { answerRest, errorAnswer, type RestAnswer, type RestCall } from "./rest.ts";
import { SynchronousHttp } from "./synchronous-http.ts";
import { toApex, toPlain, type Plain } from "./values.ts";

export interface HostOptions extends OrganizationOptions {
  /** addresses callouts may go to, as prefixes; named credentials are always allowed */
  allowedEndpoints?: string[];
  parseQuery?: ((text: string) => Query) | null;
}

/** An Apex exception that nobody caught, or something unsupported. `message` is `Type: text`. */
export class ApexFailure extends Error {
  readonly stackTrace: string;
  constructor(message: string, stackTrace: string) {
    super(message);
    this.stackTrace = stackTrace;
  }
}

/**
 * Runs classes of a program as an org's server would: every call is a transaction with fresh statics, data stays.
 * Callouts block the calling thread until they are answered; a server that also answers callouts uses `startHost`.
 */
export class ApexHost {
  readonly #loaded: Loaded;
  readonly #organization: Organization;
  readonly #http = new SynchronousHttp();

  constructor(program: Program, options: HostOptions = {}) {
    this.#loaded = new Loaded(program);
    const credentials = Object.values(options.namedCredentials ?? {}).map((c) => c.url);
    const allowed = [...(options.allowedEndpoints ?? []), ...credentials];
    const send: Organization["send"] = (request) => {
      if (!allowed.some((a) => request.url.startsWith(a))) {
        raise(
          "System.CalloutException",
          `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${request.url}`,
        );
      }
      return this.#http.send(request);
    };
    this.#organization = newOrganization(program, { send, ...options }, options.parseQuery ?? null);
  }

  /** Calls an instance method of a new object of a class. Arguments and result are JSON values. */
  call(className: string, method: string, args: Plain[]): Plain {
    return this.#transaction(() => {
      const symbol = this.#classNamed(className);
      const object = constructOwn(symbol, "<init>()", []) as Record<string, (...a: unknown[]) => unknown> | null;
      if (!object) throw new ApexFailure(`System.TypeException: No default constructor: ${className}`, "");
      const views = methodsNamed(symbol.type, method).filter(
        (v) => v.parameters.length === args.length && !v.method.static,
      );
      const view = views[0];
      if (!view || views.length > 1)
        throw new Error(`${className} has ${views.length} methods ${method} with ${args.length} argument(s)`);
      return toPlain(object[view.method.key]!(...args.map((a, i) => toApex(a, view.parameters[i]!))));
    });
  }

  /** Whether a class of the program implements an interface, by full name such as `service_cloud_voice.KeyProvider`. */
  implements(className: string, interfaceName: string): boolean {
    const names = (s: TypeSymbol): string[] => [
      ...s.interfaces.map((i) => i.name),
      ...(s.superType ? names(s.superType.symbol) : []),
    ];
    return names(this.#classNamed(className)).some((n) => n.toLowerCase() === interfaceName.toLowerCase());
  }

  rest(call: RestCall): RestAnswer {
    try {
      return this.#transaction(() => answerRest(this.#loaded.program, call));
    } catch (e) {
      if (!(e instanceof ApexFailure)) throw e;
      return errorAnswer(500, "APEX_ERROR", `${e.message}\n\n${e.stackTrace}`);
    }
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  #classNamed(name: string): TypeSymbol {
    const symbol = this.#loaded.program.table.findQualified(name.split("."), null);
    if (!symbol || symbol.platform) throw new Error(`no class ${name} in the source tree`);
    return symbol;
  }

  #transaction<R>(work: () => R): R {
    const organization: Organization = {
      ...this.#organization,
      jobs: [],
      events: [],
      running: null,
      mocks: new Map(),
      uncommitted: false,
      fatal: null,
    };
    organization.classes = this.#loaded.classes();
    attachTriggers(this.#loaded.program, organization);
    const before = organization.store.snapshot();
    return within(this.#loaded.machine(organization), () => {
      try {
        const result = work();
        organization.uncommitted = false;
        deliverEvents();
        runJobs();
        deliverEvents();
        if (organization.fatal) throw organization.fatal;
        return result;
      } catch (e) {
        organization.store.restoreSnapshot(before);
        if (e instanceof ApexFailure) throw e;
        const failure = failureOf(e);
        // A Lightning component is told what an AuraHandledException was made with, though Apex itself may not read it.
        const told = e instanceof ApexException && e.typeName === "System.AuraHandledException" && e.message;
        throw new ApexFailure(
          told ? `${e.typeName}: ${told}` : failure.message,
          failure.frames.map((f) => `${f.method}: line ${f.line}, column ${f.column}`).join("\n"),
        );
      }
    });
  }
}
