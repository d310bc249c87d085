import { id18 } from "../runtime/equality.ts";
import type { NamedCredential, Organization, OutgoingRequest, IncomingResponse } from "../runtime/organization.ts";
import { literalOfField } from "../database/field-values.ts";
import { Store, type Row } from "../database/store.ts";
import type { Program } from "../compile.ts";
import type { Query } from "../syntax/query.ts";

/** What a caller may decide about the org that code runs in; everything has a fixed default, so runs repeat. */
export interface OrganizationOptions {
  clock?: () => number;
  timeZone?: string;
  domainUrl?: string;
  organizationId?: string;
  userName?: string;
  namedCredentials?: Record<string, NamedCredential>;
  certificates?: Record<string, { privateKey: string; certificate?: string }>;
  permissions?: string[];
  send?: (request: OutgoingRequest) => IncomingResponse;
  log?: (line: string) => void;
  random?: () => number;
}

/** An org with its user, profiles, and the custom metadata records of the source tree; nothing else (rule 196). */
export function newOrganization(
  program: Program,
  options: OrganizationOptions,
  parseQuery: ((text: string) => Query) | null,
): Organization {
  const store = new Store();
  const { table, source } = program;
  const id = id18(options.organizationId ?? "00D000000000001");
  const profile = (name: string): string => add("profile", { name });
  const add = (object: string, values: Record<string, unknown>): string => {
    const rowId = store.newId(table.objects.get(object)!);
    store.put(object, rowId, new Map<string, unknown>([["id", rowId], ...Object.entries(values)]));
    return rowId;
  };
  const admin = profile("System Administrator");
  for (const name of ["Standard User", "Minimum Access - Salesforce", "Read Only"]) profile(name);
  const username = options.userName ?? "admin@example.com";
  const user = {
    firstname: "Ada",
    lastname: "Admin",
    name: "Ada Admin",
    username,
    email: username,
    alias: "ada",
    profileid: admin,
    isactive: true,
  };
  const locale = {
    timezonesidkey: options.timeZone ?? "GMT",
    localesidkey: "en_US",
    languagelocalekey: "en_US",
    emailencodingkey: "UTF-8",
    usertype: "Standard",
  };
  const userId = add("user", { ...user, ...locale });
  store.put(
    "organization",
    id,
    new Map<string, unknown>([
      ["id", id],
      ["name", "Apex Runner"],
      ["issandbox", false],
      ["organizationtype", "Developer Edition"],
      ["namespaceprefix", source.namespace],
    ]),
  );
  add("pricebook2", { name: "Standard Price Book", isstandard: true, isactive: true });
  addClasses(program, add);
  const grants = new Map(
    source.permissionSets.map((p) => [add("permissionset", { name: p.name, label: p.label }), p.customPermissions]),
  );
  for (const record of source.records) addMetadataRecord(program, store, record);
  return {
    id,
    name: "Apex Runner",
    domainUrl: options.domainUrl ?? "https://apex-runner.my.salesforce.com",
    clock: options.clock ?? Date.now,
    timeZone: options.timeZone ?? "GMT",
    user: {
      id: userId,
      firstName: "Ada",
      lastName: "Admin",
      username,
      email: username,
      profileId: admin,
      roleId: null,
      locale: "en_US",
      language: "en_US",
    },
    store,
    table,
    classes: {},
    inTest: false,
    testStarted: "no",
    mocks: new Map(),
    jobs: [],
    events: [],
    running: null,
    uncommitted: false,
    calloutsAllowed: true,
    namedCredentials: new Map(Object.entries(options.namedCredentials ?? {})),
    send: options.send ?? null,
    certificates: new Map(Object.entries(options.certificates ?? {})),
    permissions: new Set((options.permissions ?? []).map((p) => p.toLowerCase())),
    grants,
    staticResources: source.staticResources,
    log: options.log ?? ((): void => undefined),
    rest: { request: null, response: null },
    trigger: null,
    context: "synchronous",
    triggers: [],
    parseQuery,
    random: options.random ?? Math.random,
    fatal: null,
  };
}

function addClasses(program: Program, add: (object: string, values: Record<string, unknown>) => string): void {
  for (const t of program.types) {
    if (!t.outer)
      add("apexclass", { name: t.name, namespaceprefix: program.source.namespace, status: "Active", isvalid: true });
  }
}

function addMetadataRecord(program: Program, store: Store, record: Program["source"]["records"][number]): void {
  const schema = program.table.objects.get(record.object.toLowerCase());
  if (!schema)
    throw new Error(
      `custom metadata record ${record.object}.${record.developerName}: its type is not in the source tree`,
    );
  const id = store.newId(schema);
  const names = {
    developername: record.developerName,
    masterlabel: record.label,
    label: record.label,
    qualifiedapiname: record.developerName,
  };
  const row: Row = new Map<string, unknown>([["id", id], ...Object.entries(names)]);
  for (const [name, text] of record.values) {
    const field = schema.fields.get(name);
    if (!field) throw new Error(`custom metadata record ${record.object}.${record.developerName}: no field ${name}`);
    row.set(name, text === null ? null : literalOfField(field, text));
  }
  store.put(schema.name.toLowerCase(), id, row);
}
