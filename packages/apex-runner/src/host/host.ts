import { Loaded } from "../run.ts";
import type { Program } from "../compile.ts";
import { runJobs } from "../platform/asynchronous.ts";
import { deliverEvents } from "../platform/events.ts";
import { constructOwn } from "../runtime/construct.ts";
import { raise } from "../runtime/exceptions.ts";
import { within } from "../runtime/machine.ts";
import type { Organization } from "../runtime/organization.ts";
import { methodsNamed } from "../symbols/members.ts";
import type { TypeSymbol } from "../symbols/model.ts";
import type { Query } from "../syntax/query.ts";
import { newOrganization, type OrganizationOptions } from "../test-runner/organization.ts";
import { attachTriggers } from "../test-runner/triggers.ts";
import { actingFor, type Caller } from "./caller.ts";
import { ApexFailure, NotCallable } from "./failure.ts";
import { answerPage, type PageCall } from "./page-methods.ts";
import { changedRecords, insertRecords, loadRecords, type KeptRecord, type NewRecord } from "./records.ts";
import { answerRest, errorAnswer, type RestAnswer, type RestCall } from "./rest.ts";
import { SynchronousHttp } from "./synchronous-http.ts";
import { failureOfThrown } from "./thrown.ts";
import { toApex, toPlain, type Plain } from "./values.ts";

export interface HostOptions extends OrganizationOptions {
  /** addresses callouts may go to, as prefixes; named credentials are always allowed */
  allowedEndpoints?: string[];
  parseQuery?: ((text: string) => Query) | null;
}

/** What a transaction changed, to be kept elsewhere. */
export interface Changes {
  records: KeptRecord[];
  /** How far ids and automatic numbers are counted; a later host goes on from there, so that no id comes twice. */
  counters: Record<string, number>;
}

export interface PageAnswer extends Changes {
  result: Plain;
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

  /** Calls a static method that components or pages may call. @throws NotCallable, ApexFailure */
  page(call: PageCall, caller: Caller | null = null): PageAnswer {
    return this.#changing(() => answerPage(this.#loaded.program, call), caller);
  }

  /** Inserts records as a user does: defaults, automatic numbers, checks, triggers. @throws ApexFailure */
  insert(records: readonly NewRecord[], caller: Caller | null = null): Changes {
    const { records: made, counters } = this.#changing(() => insertRecords(records), caller);
    return { records: made, counters };
  }

  /** Records that are kept elsewhere, as they are now. */
  load(records: readonly KeptRecord[]): void {
    loadRecords(this.#organization.store, this.#organization.table.objects, records);
  }

  countFrom(counters: Changes["counters"]): void {
    this.#organization.store.countFrom(counters);
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

  #changing<R>(work: () => R, caller: Caller | null): Changes & { result: R } {
    const { store, table } = this.#organization;
    const before = store.snapshot();
    const result = this.#transaction(work, caller);
    return { result, records: changedRecords(store, table.objects, before), counters: store.counters() };
  }

  #transaction<R>(work: () => R, caller: Caller | null = null): R {
    const organization: Organization = {
      ...this.#organization,
      ...(caller && actingFor(this.#organization, caller)),
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
        throw e instanceof NotCallable ? e : failureOfThrown(e);
      }
    });
  }
}
